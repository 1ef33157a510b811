package dev.dragoncode.ui.load;

import dev.dragoncode.load.LoadJson;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.ui.load.LoadPane.Beside;
import dev.dragoncode.ui.load.LoadPane.Earlier;
import dev.dragoncode.ui.load.LoadViewModel.RunsBeside;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Which runs stand beside a load run. Pure. */
public final class LoadHistories {

  /** Enough to choose from. */
  private static final int MOST = 12;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private LoadHistories() {}

  /**
   * Earlier runs of the same route, and profiles that were taken while this one went on.
   *
   * @param loads of the project, newest first
   * @param profiles of the project
   */
  public static RunsBeside of(LoadResult result, List<RunRecord> loads, List<RunRecord> profiles) {
    Instant end = end(result);
    return new RunsBeside(
        loads.stream()
            .filter(each -> each.began().isBefore(result.began().minusMillis(1)))
            .filter(
                each -> LoadJson.read(each.detail()).filter(r -> sameRoute(r, result)).isPresent())
            .limit(MOST)
            .toList(),
        profiles.stream()
            .filter(each -> each.began().isBefore(end) && each.ended().isAfter(result.began()))
            .toList());
  }

  private static Instant end(LoadResult result) {
    return result.began().plus(result.asked().warmup()).plus(result.measured());
  }

  /** The port may be another each time that the service is started. */
  private static boolean sameRoute(LoadResult one, LoadResult other) {
    return one.asked().method().equals(other.asked().method()) && one.path().equals(other.path());
  }

  /** What the pane shows of them. */
  static Beside shown(RunsBeside beside, Consumer<RunRecord> open) {
    List<Earlier> earlier =
        beside.loads().stream()
            .flatMap(each ->
                LoadJson.read(each.detail()).stream()
                    .map(result ->
                        new Earlier(
                            MOMENT.format(each.began())
                                + " · p99 "
                                + dev.dragoncode.load.Words.of(result.latencies().p99()),
                            result)))
            .toList();
    return new Beside(earlier, beside.profiles(), open);
  }
}
