package dev.dragoncode.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Self and total times equal those of async-profiler's own converter (jfr-converter 4.5) on the
 * same recordings, method by method. The recordings are of async-profiler 4.6 on a small program of
 * this project; {@code app/src/bench/profile-converter} does the same with any other recording.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConverterTruthTest {

  static Path fixture(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(ConverterTruthTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  enum Kept {
    CPU(Mode.CPU, "cpu"),
    ALLOCATION(Mode.ALLOCATION, "alloc"),
    LOCK(Mode.LOCK, "lock"),
    WALL(Mode.WALL, "wall");

    private final Mode mode;
    private final String name;

    Kept(Mode mode, String name) {
      this.mode = mode;
      this.name = name;
    }
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void countsAsManySamplesInEachMethodAsTheConverter(Kept kept) {
    Profile own = ProfileFile.read(fixture(kept.name + ".jfr")).of(kept.mode).orElseThrow();
    Profile converted = ProfileFile.read(fixture(kept.name + ".collapsed")).main();

    assertThat(own.samples()).isEqualTo(converted.samples()).isPositive();
    assertThat(by(own, HotMethod::samples)).isEqualTo(by(converted, HotMethod::total));
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void weighsSelfAndTotalOfEachMethodAsTheConverter(Kept kept) {
    Profile own = ProfileFile.read(fixture(kept.name + ".jfr")).of(kept.mode).orElseThrow();
    boolean weighted = own.unit() != Unit.SAMPLES;
    Profile converted =
        ProfileFile.read(fixture(kept.name + (weighted ? "-total" : "") + ".collapsed")).main();

    assertThat(own.tree().total(0)).isEqualTo(converted.tree().total(0));
    assertThat(by(own, HotMethod::self)).isEqualTo(by(converted, HotMethod::self));
    assertThat(by(own, HotMethod::total)).isEqualTo(by(converted, HotMethod::total));
    assertThat(own.tree().size()).isEqualTo(converted.tree().size());
  }

  @Test
  void readsTheSameFromPprofAsFromTheRecording() {
    Profile recorded = ProfileFile.read(fixture("cpu.jfr")).main();
    Profile packed = ProfileFile.read(fixture("cpu.pprof")).main();

    assertThat(by(packed, HotMethod::self)).isEqualTo(by(recorded, HotMethod::self));
    assertThat(by(packed, HotMethod::total)).isEqualTo(by(recorded, HotMethod::total));
  }

  /** The weights by what both write of a frame: the converter leaves the library out. */
  private static Map<String, Long> by(Profile profile, ToLongFunction<HotMethod> weight) {
    return HotMethod.of(profile.tree()).stream()
        .collect(
            Collectors.groupingBy(method -> name(method.frame()), Collectors.summingLong(weight)));
  }

  private static String name(Frame frame) {
    return frame.kind() == Frame.Kind.NATIVE || frame.kind() == Frame.Kind.KERNEL
        ? frame.name()
        : frame.full();
  }
}
