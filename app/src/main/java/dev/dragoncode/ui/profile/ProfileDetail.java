package dev.dragoncode.ui.profile;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.profile.ProfilerService;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.runs.RunDetail;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;

/**
 * How a profile looks among the runs.
 *
 * @param otherwise how runs look that left no profile
 */
public record ProfileDetail(
    ProjectProfiles profiles,
    UiDispatcher dispatcher,
    Executor background,
    Consumer<Remedy.Action> act,
    RunDetail otherwise)
    implements RunDetail {

  @Override
  public Node of(RunRecord record, Path folder) {
    return ProfilerService.file(record, folder)
        .<Node>map(file ->
            new ProfilePane(
                new ProfileViewModel(file, mode(record), profiles, dispatcher, background), act))
        .orElseGet(() -> otherwise.of(record, folder));
  }

  /** The mode that was asked for: recordings have samples of others, too. */
  private static Optional<Mode> mode(RunRecord record) {
    return Stream.of(Mode.CPU, Mode.ALLOCATION, Mode.LOCK, Mode.WALL)
        .filter(mode -> record.detail().contains("\"mode\":\"" + ProfilerService.word(mode) + "\""))
        .findFirst();
  }
}
