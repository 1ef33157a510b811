package dev.dragoncode.service.run;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.rotate.DatabaseRotation;
import dev.dragoncode.service.rotate.Rotated;
import dev.dragoncode.service.rotate.RotationService;
import dev.dragoncode.service.rotate.RotationStep;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Rotations of a database's password that are kept in the history.
 *
 * @param rotations does them
 * @param recorder keeps them
 */
public record RotationRuns(RotationService rotations, RunRecorder recorder) {

  /**
   * Rotates once; see {@link RotationService#rotate}.
   *
   * @throws dev.dragoncode.problem.ProblemException if a step fails or the service does not follow
   */
  public Rotated rotate(
      Path project,
      Collection<EmulatorSnapshot> emulators,
      RotationService.Request request,
      DatabaseRotation.Listener listener)
      throws InterruptedException {
    return recorder.record(
        project,
        RunRecord.Kind.ROTATION,
        "Password rotation",
        notes -> {
          notes.command("dragoncode rotate database");
          return rotations.rotate(project, emulators, request, new Noted(listener, notes));
        },
        rotated ->
            new RunRecorder.Ended(
                RunRecord.Outcome.PASSED, rotated.summary(), RotationRuns.json(rotated)));
  }

  private record Noted(DatabaseRotation.Listener listener, RunRecorder.Notes notes)
      implements DatabaseRotation.Listener {
    @Override
    public void waits(String words) {
      listener.waits(words);
    }

    @Override
    public void took(RotationStep step) {
      notes.line("%7.3f s  %s".formatted(step.took().toMillis() / 1000.0, step.words()));
      listener.took(step);
    }
  }

  /** A rotation in plain values. */
  public static Map<String, Object> json(Rotated rotated) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("from", rotated.from());
    node.put("to", rotated.to());
    node.put("secret", rotated.secret());
    node.put("followed", rotated.followed().isPresent());
    rotated.followed().ifPresent(time -> node.put("followedMillis", time.toMillis()));
    node.put("sessions", rotated.sessions());
    node.put("locked", rotated.locked());
    node.put("steps", rotated.steps().stream().map(RotationRuns::json).toList());
    return node;
  }

  private static Map<String, Object> json(RotationStep step) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("step", step.kind().name().toLowerCase(Locale.ROOT));
    node.put("words", step.words());
    node.put("millis", step.took().toMillis());
    return node;
  }
}
