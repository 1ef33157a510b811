package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.ui.control.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a card shows of an emulator: a pure function of its snapshot.
 *
 * @param stateText at the card's upper right, short
 * @param image what it runs, short
 * @param artifact the same with its engine; what asks for it until an engine is chosen
 * @param why why this engine, for a tooltip
 * @param progress from 0 to 1 while something is fetched; negative while its size is unknown
 * @param variable the name of its first connection variable
 * @param shownValue that variable's value with its password hidden
 * @param problem what went wrong, if it did
 * @param drill what its tag says of a drill under way
 * @param canDrill whether a drill may begin
 * @param completed whether it has done its work
 * @param seedsChanged whether its data was filled from other seeds than there are now
 */
record EmulatorCard(
    String id,
    String name,
    Tone tone,
    String stateText,
    String image,
    String artifact,
    String why,
    OptionalDouble progress,
    String usage,
    List<Double> cpuHistory,
    Optional<String> variable,
    String shownValue,
    String copyValue,
    Optional<Problem> problem,
    List<String> gaps,
    boolean canStart,
    boolean canStop,
    Optional<String> drill,
    boolean canDrill,
    boolean completed,
    boolean seedsChanged) {

  /** Characters of a connection value that a card shows, three of them side by side. */
  private static final int FITTING = 35;

  private static final Pattern USER = Pattern.compile("://[^:/@]*:…@");
  private static final Pattern PASSWORD = Pattern.compile("(://[^:/@]*):[^@/]+@");

  static EmulatorCard of(EmulatorSnapshot emulator, Instant now) {
    EmulatorState state = emulator.state();
    Optional<Map.Entry<String, String>> first =
        emulator.variables(Dialect.DOTENV).entrySet().stream().findFirst();
    String value = value(emulator, first.map(Map.Entry::getValue).orElse(""));
    return new EmulatorCard(
        emulator.id(),
        emulator.name(),
        tone(state),
        stateText(state, now),
        emulator.artifact().map(EmulatorCard::shortArtifact).orElse(""),
        artifact(emulator),
        emulator.choice().map(EngineChoice::why).orElse(""),
        state instanceof EmulatorState.Pulling(PullProgress progress)
            ? OptionalDouble.of(progress.totalBytes() > 0 ? progress.fraction() : -1)
            : OptionalDouble.empty(),
        emulator.use().map(EmulatorCard::usage).orElse(""),
        emulator.cpuHistory(),
        first.map(Map.Entry::getKey),
        shown(value),
        value,
        problem(state),
        emulator.gaps(),
        !state.active(),
        state.active() && !(state instanceof EmulatorState.Stopping),
        emulator.drills().now().map(drill -> DrillWords.tag(drill, now)),
        emulator.drills().now().isEmpty()
            && (state instanceof EmulatorState.Ready || state instanceof EmulatorState.Unhealthy),
        completed(state),
        emulator.seeds().changed());
  }

  /** Where a product's first variable is its host alone, the port is what a person looks for. */
  private static String value(EmulatorSnapshot emulator, String value) {
    return emulator.endpoints().stream()
        .findFirst()
        .filter(endpoint -> endpoint.host().equals(value))
        .map(endpoint -> endpoint.host() + ":" + endpoint.port())
        .orElse(value);
  }

  /** Without its password and, where the card is too narrow for all of it, without its user. */
  private static String shown(String value) {
    String masked = masked(value);
    return masked.length() > FITTING ? USER.matcher(masked).replaceAll("://…@") : masked;
  }

  /** A connection value without its password. */
  static String masked(String value) {
    return PASSWORD.matcher(value).replaceAll("$1:…@");
  }

  /** Whether it is a job that has done its work. */
  static boolean completed(EmulatorState state) {
    return state instanceof EmulatorState.Stopped(boolean done) && done;
  }

  static Tone tone(EmulatorState state) {
    return switch (state) {
      case EmulatorState.Ready _ -> Tone.OK;
      case EmulatorState.Stopped(boolean done) when done -> Tone.OK;
      case EmulatorState.Unhealthy _ -> Tone.WARN;
      case EmulatorState.Failed _, EmulatorState.EngineUnavailable _ -> Tone.BAD;
      case EmulatorState.Pulling _, EmulatorState.Starting _, EmulatorState.Stopping _ -> Tone.INFO;
      case EmulatorState.Waiting _, EmulatorState.NotStarted _, EmulatorState.Stopped _ ->
          Tone.IDLE;
    };
  }

  private static String stateText(EmulatorState state, Instant now) {
    return switch (state) {
      case EmulatorState.NotStarted _ -> text("emulator.notStarted");
      case EmulatorState.Waiting(var on) -> text("emulator.waiting", String.join(", ", on));
      case EmulatorState.Pulling(PullProgress p) ->
          p.totalBytes() > 0
              ? text("emulator.pulling", megabytes(p.doneBytes()), megabytes(p.totalBytes()))
              : text("emulator.fetching", p.what());
      case EmulatorState.Starting(String probe) -> text("emulator.starting", probe);
      case EmulatorState.Ready(var _, Instant since) ->
          text("emulator.ready", age(Duration.between(since, now)));
      case EmulatorState.Unhealthy(String reason, var _, var _) ->
          text("emulator.unhealthy", reason);
      case EmulatorState.Stopping _ -> text("emulator.stopping");
      case EmulatorState.Stopped(boolean done) ->
          text(done ? "emulator.completed" : "emulator.stopped");
      case EmulatorState.Failed _ -> text("emulator.failed");
      case EmulatorState.EngineUnavailable _ -> text("emulator.engineUnavailable");
    };
  }

  private static Optional<Problem> problem(EmulatorState state) {
    return switch (state) {
      case EmulatorState.Failed(Problem problem) -> Optional.of(problem);
      case EmulatorState.EngineUnavailable(Problem problem) -> Optional.of(problem);
      default -> Optional.empty();
    };
  }

  private static String artifact(EmulatorSnapshot emulator) {
    String engine =
        emulator
            .choice()
            .map(EngineChoice::kind)
            .map(kind -> text("engine." + kind.word()))
            .orElse("");
    String artifact = emulator.artifact().map(EmulatorCard::shortArtifact).orElse("");
    if (artifact.isEmpty()) {
      return engine.isEmpty() ? emulator.why().stream().findFirst().orElse("") : engine;
    }
    String seeded =
        emulator.state() instanceof EmulatorState.Ready && !emulator.seeds().from().isEmpty()
            ? " · " + text("emulator.seeded")
            : "";
    return (engine.isEmpty() ? artifact : artifact + " · " + engine) + seeded;
  }

  /** Without a registry, a group or a folder: the card is narrow. */
  private static String shortArtifact(String artifact) {
    String[] parts = artifact.split(":");
    boolean coordinates = parts.length >= 3 && parts[0].contains(".") && !artifact.contains("/");
    return coordinates
        ? parts[1] + ":" + parts[parts.length - 1]
        : artifact.substring(artifact.lastIndexOf('/') + 1);
  }

  private static String usage(ResourceUse use) {
    return text("emulator.usage", Math.round(use.cpuPercent()), megabytes(use.memoryBytes()));
  }

  private static long megabytes(long bytes) {
    return Math.round(bytes / 1_048_576.0);
  }

  /** A duration in its largest unit, such as "41 s" or "3 h". */
  static String age(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min";
    }
    return seconds / 3_600 + " h";
  }
}
