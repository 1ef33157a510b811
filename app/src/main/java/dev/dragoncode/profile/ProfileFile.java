package dev.dragoncode.profile;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens profiles of any format that is known, told by what is in them, not by their names. */
public final class ProfileFile {

  /** A day of JFR on a busy server has less. */
  private static final long MOST_RECORDED = 2L << 30;

  /** All of it is held while it is read. */
  private static final int MOST_TEXT = 512 << 20;

  private static final int HEAD = 4;

  private ProfileFile() {}

  /**
   * Reads a file.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read, is no profile, is broken
   *     or has nothing in it
   */
  public static Recording read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw Problem.of(
                "There is no profile",
                file + " is not a file.",
                Remedy.of("Name a file: .jfr, .collapsed, .cpuprofile or a profile of pprof."))
            .asException();
      }
      byte[] head = head(file);
      if (starts(head, 'F', 'L', 'R', 0)) {
        bound(file, Files.size(file), MOST_RECORDED);
        return new Recording(JfrFile.read(file));
      }
      byte[] bytes = bytes(file, starts(head, 0x1f, 0x8b));
      return starts(bytes, 'F', 'L', 'R', 0) ? unpacked(bytes) : recording(file, bytes);
    } catch (IOException e) {
      throw ProfileProblems.unreadable(file, String.valueOf(e.getMessage()))
          .causedBy(e)
          .asException();
    }
  }

  /** Whether it is a recording of JDK Flight Recorder, of which its rules have something to say. */
  public static boolean isRecording(Path file) {
    try {
      return Files.isRegularFile(file) && starts(head(file), 'F', 'L', 'R', 0);
    } catch (IOException e) {
      return false;
    }
  }

  private static Recording unpacked(byte[] bytes) throws IOException {
    Path whole = Files.createTempFile("dragoncode-", ".jfr");
    try {
      Files.write(whole, bytes);
      return new Recording(JfrFile.read(whole));
    } finally {
      Files.delete(whole);
    }
  }

  private static Recording recording(Path file, byte[] bytes) throws IOException {
    int first = 0;
    while (first < bytes.length && Character.isWhitespace(bytes[first])) {
      first++;
    }
    if (first == bytes.length) {
      throw ProfileProblems.empty(file).asException();
    }
    if (bytes[first] == '{') {
      return Recording.of(CpuProfileJson.read(file, reader(bytes)));
    }
    if (isText(bytes)) {
      return Recording.of(CollapsedText.read(file, reader(bytes)));
    }
    return new Recording(PprofFile.read(file, bytes));
  }

  /** Whether it holds no byte that texts do not have, such as the tags of a binary format. */
  private static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 4096); i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ' && !Character.isWhitespace(bytes[i])) {
        return false;
      }
    }
    // the first field of a pprof profile is a message: its tag is a line feed
    return bytes[0] != '\n' || bytes.length < 2 || bytes[1] >= ' ' || bytes[1] == '\n';
  }

  private static BufferedReader reader(byte[] bytes) {
    return new BufferedReader(
        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  private static byte[] bytes(Path file, boolean packed) throws IOException {
    bound(file, Files.size(file), MOST_TEXT);
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = packed ? new GZIPInputStream(in, 1 << 16) : in) {
      byte[] bytes = plain.readNBytes(MOST_TEXT + 1);
      bound(file, bytes.length, MOST_TEXT);
      return bytes;
    }
  }

  private static void bound(Path file, long size, long most) {
    if (size > most) {
      throw ProfileProblems.tooLarge((most >> 20) + " MB: " + file).asException();
    }
  }

  private static boolean starts(byte[] bytes, int... wanted) {
    if (bytes.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
