package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code dragoncode status}. */
final class StatusJson {

  private StatusJson() {}

  /** The whole document, in the order in which it is printed. */
  static Map<String, @Nullable Object> of(StackSnapshot stack) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("engine", engine(stack));
    document.put("emulators", stack.emulators().stream().map(StatusJson::emulator).toList());
    return document;
  }

  /**
   * The engine in use; {@code mixed} where there are two, what is preferred where there is none.
   */
  private static String engine(StackSnapshot stack) {
    List<String> used =
        stack.emulators().stream()
            .flatMap(e -> e.choice().stream())
            .map(choice -> choice.kind().word())
            .distinct()
            .toList();
    return switch (used.size()) {
      case 0 -> stack.preference().name().toLowerCase(Locale.ROOT);
      case 1 -> used.getFirst();
      default -> "mixed";
    };
  }

  private static Map<String, @Nullable Object> emulator(EmulatorSnapshot emulator) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("id", emulator.id());
    node.put("state", emulator.state().word());
    node.put("completed", completed(emulator));
    node.put("seeds", emulator.seeds().from());
    node.put("seedsChanged", emulator.seeds().changed());
    node.put("engine", emulator.choice().map(c -> c.kind().word()).orElse(null));
    node.put("why", emulator.choice().map(EngineChoice::why).orElse(null));
    node.put("artifact", emulator.artifact().orElse(null));
    node.put(
        "endpoints",
        emulator.endpoints().stream()
            .map(e -> Map.of("name", e.name(), "host", e.host(), "port", e.port()))
            .toList());
    node.put("variables", emulator.variables(Dialect.DOTENV));
    node.put("page", emulator.page().orElse(null));
    node.put("drill", emulator.drills().now().map(DrillJson::of).orElse(null));
    node.put("problem", problem(emulator).map(StatusJson::problem).orElse(null));
    return node;
  }

  /** Whether it is a job that has done its work. */
  static boolean completed(EmulatorSnapshot emulator) {
    return emulator.state() instanceof EmulatorState.Stopped(boolean completed) && completed;
  }

  /** What is wrong with an emulator, if something is. */
  static Optional<Problem> problem(EmulatorSnapshot emulator) {
    return switch (emulator.state()) {
      case EmulatorState.Failed(var problem) -> Optional.of(problem);
      case EmulatorState.EngineUnavailable(var problem) -> Optional.of(problem);
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("title", problem.title());
    node.put("reason", problem.reason());
    node.put("remedies", problem.remedies().stream().map(Remedy::text).toList());
    return node;
  }
}
