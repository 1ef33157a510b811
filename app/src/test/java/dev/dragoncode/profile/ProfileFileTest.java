package dev.dragoncode.profile;

import static dev.dragoncode.profile.ConverterTruthTest.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of each format, whole and broken, told by what is in them. */
@Execution(ExecutionMode.CONCURRENT)
class ProfileFileTest {

  @TempDir private Path folder;

  @Test
  void readsWhatV8Writes() {
    Profile profile = ProfileFile.read(fixture("node.cpuprofile")).main();

    HotMethod hottest = HotMethod.of(profile.tree()).getFirst();
    assertThat(hottest.frame().name()).isEqualTo("sortAll");
    assertThat(profile.percent(hottest.self())).isBetween(85.0, 95.0);
    assertThat(profile.place(hottest.frame()).orElseThrow().shown()).isEqualTo("busy.js:2");
    assertThat(profile.unit()).isEqualTo(Unit.NANOSECONDS);
    assertThat(profile.tree().total(0)).isBetween(2_900_000_000L, 3_100_000_000L);
  }

  @Test
  void tellsWhereAMethodsSamplesWere() {
    Profile profile = ProfileFile.read(fixture("cpu.jfr")).main();

    assertThat(profile.place(Frame.java("com.shop.OrderService", "place")))
        .contains(new Place("com/shop/OrderService.java", 8));
    assertThat(profile.summary()).contains("samples · CPU · 99 Hz");
  }

  @Test
  void readsTypesOfPprofAndPrefersTheLast() throws IOException {
    Path file = Files.write(folder.resolve("heap.pb"), heap());

    Recording recording = ProfileFile.read(file);

    Profile main = recording.main();
    assertThat(main.mode()).isEqualTo(Mode.ALLOCATION);
    assertThat(main.unit()).isEqualTo(Unit.BYTES);
    assertThat(main.tree().total(0)).isEqualTo(4096);
    assertThat(main.samples()).isEqualTo(4);
    assertThat(HotMethod.of(main.tree()).getFirst().frame().full())
        .isEqualTo("main.inlined (/go/main.go)");
    assertThat(main.place(main.tree().frame(1)).orElseThrow().shown()).isEqualTo("main.go:7");
  }

  @Test
  void opensWhatIsPacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      Files.copy(fixture("cpu.jfr"), out);
    }
    Path file = Files.write(folder.resolve("cpu.jfr.gz"), packed.toByteArray());

    assertThat(ProfileFile.read(file).main().samples())
        .isEqualTo(ProfileFile.read(fixture("cpu.jfr")).main().samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 68, 100, 5_000, 20_000})
  void saysThatARecordingIsCut(int length) throws IOException {
    byte[] whole = Files.readAllBytes(fixture("cpu.jfr"));
    Path file = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, length));

    assertThatThrownBy(() -> ProfileFile.read(file)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 200, 1_000, 3_000})
  void saysThatAProfileOfPprofIsCut(int length) throws IOException {
    byte[] whole = Files.readAllBytes(fixture("cpu.pprof"));
    Path file = Files.write(folder.resolve("cut.pprof"), Arrays.copyOf(whole, length));

    assertThatThrownBy(() -> ProfileFile.read(file)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n\n",
        "just words without a count\n",
        "main;a 99999999999999999999999\n",
        "{",
        "{\"nodes\": []}",
        "{\"nodes\": [{\"id\": 1, \"children\": [2]}, {\"id\": 2, \"children\": [1], \"hitCount\": 3}]}",
        "{\"nodes\": [{\"id\": 1, \"callFrame\": {\"functionName\": \"(root)\"}}], \"samples\": [7]}",
        "[1, 2, 3]",
        "\u0000\u0001\u0002",
      })
  void saysThatItIsNoProfile(String text) throws IOException {
    Path file = folder.resolve("some.profile");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> ProfileFile.read(file))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().remedies()).isNotEmpty());
  }

  @Test
  void cutsStacksThatAreDeeperThanAnyProgram() throws IOException {
    Path file = folder.resolve("deep.collapsed");
    Files.writeString(file, "a;".repeat(100_000) + "a 1\n");

    assertThat(ProfileFile.read(file).main().tree().deepest()).isEqualTo(StackTreeBuilder.DEEPEST);
  }

  /** Two samples of a heap profile as Go writes them, byte by byte. */
  private static byte[] heap() {
    Wire wire = new Wire();
    wire.message(1, new Wire().number(1, 1).number(2, 2));
    wire.message(1, new Wire().number(1, 3).number(2, 4));
    wire.message(2, new Wire().packed(1, 1).packed(2, 1, 1024));
    wire.message(2, new Wire().packed(1, 1).packed(2, 3, 3072));
    wire.message(
        4,
        new Wire()
            .number(1, 1)
            .message(4, new Wire().number(1, 2).number(2, 9))
            .message(4, new Wire().number(1, 1).number(2, 7)));
    wire.message(5, new Wire().number(1, 1).number(2, 5).number(4, 7));
    wire.message(5, new Wire().number(1, 2).number(2, 6).number(4, 7));
    for (String text :
        new String[] {
          "",
          "inuse_objects",
          "count",
          "inuse_space",
          "bytes",
          "main.run",
          "main.inlined",
          "/go/main.go"
        }) {
      wire.text(6, text);
    }
    return wire.bytes();
  }

  /** Writes protocol buffers. */
  private static final class Wire {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Wire number(int field, long value) {
      varint(field << 3L);
      varint(value);
      return this;
    }

    Wire message(int field, Wire other) {
      return bytes(field, other.bytes());
    }

    Wire text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Wire packed(int field, long... values) {
      Wire all = new Wire();
      for (long value : values) {
        all.varint(value);
      }
      return bytes(field, all.bytes());
    }

    private Wire bytes(int field, byte[] bytes) {
      varint((field << 3L) | 2);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    private void varint(long value) {
      long left = value;
      while (left > 0x7f) {
        out.write((int) (left & 0x7f) | 0x80);
        left >>>= 7;
      }
      out.write((int) left);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
