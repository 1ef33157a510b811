package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StateTransitionsTest {

  private static final Problem PROBLEM = Problem.of("title", "reason");

  /** Every kind of state, by its word. */
  private static final Map<String, EmulatorState> STATES = new LinkedHashMap<>();

  static {
    for (EmulatorState state :
        List.of(
            new EmulatorState.NotStarted(),
            new EmulatorState.Waiting(Set.of("x")),
            new EmulatorState.Pulling(new PullProgress(1, 2, "x")),
            new EmulatorState.Starting("x"),
            new EmulatorState.Ready(List.of(), Instant.EPOCH),
            new EmulatorState.Unhealthy("x", List.of(), Instant.EPOCH),
            new EmulatorState.Stopping(),
            new EmulatorState.Stopped(),
            new EmulatorState.Failed(PROBLEM),
            new EmulatorState.EngineUnavailable(PROBLEM))) {
      STATES.put(state.word(), state);
    }
  }

  /** The whole table: what may follow each state. */
  private static final Map<String, Set<String>> LEGAL =
      Map.of(
          "notstarted", Set.of("waiting", "starting", "failed", "engineunavailable"),
          "waiting", Set.of("waiting", "starting", "stopping", "failed", "engineunavailable"),
          "pulling", Set.of("pulling", "starting", "stopping", "failed", "engineunavailable"),
          "starting",
              Set.of(
                  "pulling",
                  "starting",
                  "ready",
                  "stopping",
                  "stopped",
                  "failed",
                  "engineunavailable"),
          "ready",
              Set.of("starting", "unhealthy", "stopping", "stopped", "failed", "engineunavailable"),
          "unhealthy",
              Set.of(
                  "starting",
                  "ready",
                  "unhealthy",
                  "stopping",
                  "stopped",
                  "failed",
                  "engineunavailable"),
          "stopping", Set.of("stopped", "failed", "engineunavailable"),
          "stopped", Set.of("waiting", "starting", "stopped", "failed", "engineunavailable"),
          "failed", Set.of("waiting", "starting", "stopping", "failed", "engineunavailable"),
          "engineunavailable",
              Set.of("waiting", "starting", "ready", "stopping", "failed", "engineunavailable"));

  @TestFactory
  Stream<DynamicTest> allowsExactlyTheLegalSteps() {
    List<DynamicTest> tests = new ArrayList<>();
    STATES.forEach((from, fromState) ->
        STATES.forEach((to, toState) ->
            tests.add(
                DynamicTest.dynamicTest(
                    from + " to " + to,
                    () ->
                        assertThat(StateTransitions.legal(fromState, toState))
                            .isEqualTo(LEGAL.getOrDefault(from, Set.of()).contains(to))))));
    return tests.stream();
  }

  @Test
  void movesOnlyFromWhatIsExpectedAndTellsOfEachChange() {
    AtomicInteger changes = new AtomicInteger();
    StateTransitions state = new StateTransitions(changes::incrementAndGet);

    assertThat(state.move(EmulatorState.Ready.class::isInstance, new EmulatorState.Stopping()))
        .isFalse();
    assertThat(state.now()).isEqualTo(new EmulatorState.NotStarted());
    assertThat(changes).hasValue(0);

    assertThat(state.move(new EmulatorState.NotStarted(), new EmulatorState.Starting("a")))
        .isTrue();
    assertThat(
            state.move(EmulatorState.Starting.class::isInstance, new EmulatorState.Starting("a")))
        .isTrue();
    assertThat(changes).hasValue(1);
  }

  @Test
  void refusesAnIllegalStep() {
    StateTransitions state = new StateTransitions(() -> {});

    assertThatThrownBy(() -> state.move(s -> true, new EmulatorState.Stopping()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("From notstarted to stopping");
  }
}
