package dev.dragoncode.emulators.seed;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that are named as seeds; none may stand outside of the project. */
public final class SeedFiles {

  /** Files below one folder; more is a folder named by mistake. */
  private static final int MOST_FILES = 1_000;

  private SeedFiles() {}

  /**
   * The files behind the names, in their order; those of a folder by name.
   *
   * @param names relative to the project
   * @throws ProblemException if one is not there, or not in the project
   */
  public static List<SeedFile> find(Path project, List<String> names) {
    List<SeedFile> files = new ArrayList<>();
    for (String name : names) {
      find(project, name, files);
    }
    return List.copyOf(files);
  }

  private static void find(Path project, String name, List<SeedFile> files) {
    try {
      Path root = project.toRealPath();
      Path named = root.resolve(name).normalize();
      Path real = named.toRealPath();
      if (Path.of(name).isAbsolute() || !named.startsWith(root) || !real.startsWith(root)) {
        throw outside(name);
      }
      if (!Files.isDirectory(real)) {
        files.add(new SeedFile(name, String.valueOf(real.getFileName()), false, real));
        return;
      }
      try (Stream<Path> below = Files.walk(real)) {
        List<Path> found =
            below.filter(Files::isRegularFile).sorted().limit(MOST_FILES + 1L).toList();
        if (found.size() > MOST_FILES) {
          throw Problem.of(
                  "The seed folder " + name + " is too large",
                  "It holds more than %d files.".formatted(MOST_FILES),
                  Remedy.of("Name a smaller folder in dragoncode.yaml."))
              .asException();
        }
        for (Path file : found) {
          if (!file.toRealPath().startsWith(root)) {
            throw outside(name + "/" + real.relativize(file));
          }
          String inside = real.relativize(file).toString().replace('\\', '/');
          files.add(new SeedFile(name.replaceAll("/+$", "") + "/" + inside, inside, true, file));
        }
      }
    } catch (InvalidPathException e) {
      throw outside(name);
    } catch (IOException e) {
      throw SeedFile.unreadable(name, e);
    } catch (UncheckedIOException e) {
      throw SeedFile.unreadable(name, new IOException(e));
    }
  }

  private static ProblemException outside(String name) {
    return Problem.of(
            "The seed " + name + " stands outside of the project",
            "Seeds are files of the project, so that a team reviews them.",
            Remedy.of("Copy it into the project, and name it relative to dragoncode.yaml."))
        .asException();
  }

  /** A hash of names and contents; empty for no files. */
  public static String hash(List<SeedFile> files) {
    if (files.isEmpty()) {
      return "";
    }
    MessageDigest digest = sha256();
    for (SeedFile file : files) {
      digest.update(file.name().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      try (InputStream in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw SeedFile.unreadable(file.name(), e);
      }
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
