package dev.dragoncode.emulators.seed;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One file that fresh data is filled from.
 *
 * @param name its path below the project, with {@code /}, for a person
 * @param inside its path below the folder that was named; its own name where a file was named
 * @param ofFolder whether a folder was named
 * @param path where it is, links resolved: below the project
 */
public record SeedFile(String name, String inside, boolean ofFolder, Path path) {

  /** More than this is a dump of production, not a seed; its text is held in memory. */
  public static final long MAX_BYTES = 32L << 20;

  /** Whether its name ends so. */
  public boolean endsWith(String... endings) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : endings) {
      if (lower.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** Its content. */
  public byte[] bytes() {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw Problem.of(
                "The seed " + name + " is too large",
                "A seed has at most %d MiB.".formatted(MAX_BYTES >> 20),
                Remedy.of("Keep large data in a snapshot: dragoncode snapshot save NAME"))
            .asException();
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** Its content as text. */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(
              "The seed " + name + " is no text",
              "It is not written in UTF-8.",
              Remedy.of("Save it as UTF-8."))
          .causedBy(e)
          .asException();
    }
  }

  /**
   * A failure at a place of this file.
   *
   * @param line from 1
   * @param said what the product said, in its own words
   */
  public ProblemException failure(int line, String emulator, String said) {
    return Problem.of(
            "%s was not seeded: %s, line %d".formatted(emulator, name, line),
            said,
            Remedy.of("Correct the file, then start it again.", new Remedy.OpenFile(path, line)),
            Remedy.of("Start it again.", new Remedy.RunCommand("emulators.start")))
        .asException();
  }

  /** The line of a place in a text, from 1. */
  public static int line(String text, int at) {
    int line = 1;
    for (int i = 0; i < at && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  static ProblemException unreadable(String name, IOException e) {
    return Problem.of(
            "The seed " + name + " cannot be read",
            String.valueOf(e.getMessage()),
            Remedy.of("Put the file there, or take it out of dragoncode.yaml."))
        .causedBy(e)
        .asException();
  }
}
