package dev.dragoncode.service.load;

import dev.dragoncode.load.Asked;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.problem.Problem;
import java.util.List;

/**
 * The load run of a project at one moment.
 *
 * @param figures what it has told since it began, oldest first
 */
public record LoadSnapshot(long version, State state, List<LiveFigures> figures) {

  public LoadSnapshot {
    figures = List.copyOf(figures);
  }

  /** None in this session yet. */
  static LoadSnapshot none() {
    return new LoadSnapshot(0, new State.Idle(), List.of());
  }

  /** How far a run is. */
  public sealed interface State {

    record Idle() implements State {}

    /**
     * No request is due yet.
     *
     * @param doing what it waits for, as a person would say or type it
     */
    record Starting(Asked asked, String doing) implements State {}

    record Running(Asked asked) implements State {}

    record Ended(LoadResult result) implements State {}

    record Failed(Problem problem) implements State {}

    /** It was ended before it had measured anything. */
    record Stopped() implements State {}
  }
}
