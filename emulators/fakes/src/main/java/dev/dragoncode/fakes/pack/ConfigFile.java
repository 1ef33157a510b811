package dev.dragoncode.fakes.pack;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that configures a pack.
 *
 * @param pack its id
 * @param text the file's content
 */
public record ConfigFile(String pack, Path path, String text) {

  /** Where a project keeps them: one {@code ID.yaml} for each pack. */
  public static final Path FOLDER = Path.of(".dragoncode", "fakes");

  private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9-]*)=(.+)");
  private static final Pattern IN_FOLDER = Pattern.compile("([a-z0-9][a-z0-9-]*)\\.ya?ml");

  /** More than that says nobody about a pack. */
  private static final long MOST_BYTES = 4L << 20;

  /**
   * The files that somebody names.
   *
   * @param said each {@code ID=FILE}, or a folder with a file {@code ID.yaml} for each pack; a
   *     folder that is not there has none, and what it says about others is for another time
   * @param served the ids of the packs that are served
   * @throws dev.dragoncode.problem.ProblemException if a file cannot be read, or is for a pack that
   *     is not served
   */
  public static List<ConfigFile> named(List<String> said, Collection<String> served) {
    List<ConfigFile> files = new ArrayList<>();
    for (String one : said) {
      Matcher named = NAMED.matcher(one);
      if (named.matches()) {
        if (!served.contains(named.group(1))) {
          throw Problem.of(
                  "No fake API “%s” is served".formatted(named.group(1)),
                  "“%s” would configure it; served are %s."
                      .formatted(one, String.join(", ", served)),
                  Remedy.of("Name one of them, or serve it, too."))
              .asException();
        }
        files.add(read(named.group(1), Path.of(named.group(2))));
      } else {
        files.addAll(below(Path.of(one)));
      }
    }
    return List.copyOf(files);
  }

  private static List<ConfigFile> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<ConfigFile> files = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path path : inside.sorted().toList()) {
        Matcher named = IN_FOLDER.matcher(path.getFileName().toString());
        if (named.matches() && Files.isRegularFile(path)) {
          files.add(read(named.group(1), path));
        }
      }
      return files;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static ConfigFile read(String pack, Path path) {
    try {
      if (Files.isRegularFile(path) && Files.size(path) > MOST_BYTES) {
        throw new IOException("it has more than 4 MiB");
      }
      return new ConfigFile(pack, path, Files.readString(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static RuntimeException unreadable(Path path, IOException e) {
    return Problem.of(
            "The configuration of the fake API cannot be read",
            "%s: %s"
                .formatted(
                    path,
                    e instanceof NoSuchFileException
                        ? "there is no such file."
                        : e.getClass().getSimpleName() + " " + e.getMessage()),
            Remedy.of("Name another file: --config ID=FILE"))
        .causedBy(e)
        .asException();
  }
}
