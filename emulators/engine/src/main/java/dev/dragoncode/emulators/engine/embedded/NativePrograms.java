package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Native programs that come inside artifacts, unpacked once: a folder for each content, put in
 * place whole.
 */
final class NativePrograms {

  /** The end of a pattern for a folder that is copied whole. */
  private static final String TREE = "/**";

  private final KeyedLocks locks = new KeyedLocks();
  private final Path folder;
  private final Platform platform;

  NativePrograms(Path engines, Platform platform) {
    this.folder = engines.resolve("native");
    this.platform = platform;
  }

  /** The folder that holds what the launch needs, unpacked now if it was not before. */
  Path home(Launch.Native launch, List<ResolvedFile> artifacts) throws InterruptedException {
    List<String> contents = artifacts.stream().map(ResolvedFile::sha256).toList();
    String key = Sha256.of(contents + " " + launch.archives()).substring(0, 16);
    Path home = folder.resolve(key);
    try (KeyedLocks.Held _ = locks.hold(key)) {
      if (!Files.isDirectory(home)) {
        unpack(launch, artifacts, home);
      }
      return home;
    }
  }

  /**
   * The program below the home folder that the command's first word names: {@code *} stands for any
   * text, and Windows adds {@code .exe}.
   */
  Path program(Path named) {
    Path parent = named.getParent();
    String pattern = named.getFileName().toString();
    if (parent != null) {
      for (String glob : List.of(pattern, pattern + ".exe")) {
        try (var found = Files.newDirectoryStream(parent, glob)) {
          for (Path program : found) {
            return program;
          }
        } catch (IOException e) {
          throw DiskProblems.of("look for " + named, e).asException();
        }
      }
    }
    throw Problem.of(
            "The program " + named + " is missing",
            "The artifact was unpacked, and it is not in it.",
            Remedy.of("Correct the command of the catalog entry."))
        .asException();
  }

  private void unpack(Launch.Native launch, List<ResolvedFile> artifacts, Path home) {
    Leftovers.remove(folder);
    Path temporary = folder.resolve("." + home.getFileName() + "-" + UUID.randomUUID());
    try {
      PrivateFolders.create(temporary);
      int count = 0;
      for (ResolvedFile artifact : artifacts) {
        count += unpack(launch, artifact.path(), temporary);
      }
      if (count == 0) {
        throw Problem.of(
                "There is nothing to unpack for " + platform.word(),
                "No entry of %s fits %s.".formatted(artifacts, launch.archives()),
                Remedy.of("Choose containers for this emulator."))
            .asException();
      }
      putInPlace(temporary, home);
    } catch (IOException e) {
      throw DiskProblems.of("unpack " + home, e).asException();
    } finally {
      discard(temporary);
    }
  }

  private int unpack(Launch.Native launch, Path artifact, Path target) throws IOException {
    int count = 0;
    try (ZipFile zip = new ZipFile(artifact.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        Optional<Path> inTree = inTree(launch, entry.getName());
        if (inTree.isPresent()) {
          count++;
          copy(zip, entry, target, inTree.get());
          continue;
        }
        Path name = Path.of(entry.getName()).getFileName();
        if (launch.archives().stream().noneMatch(glob -> matches(glob, name))) {
          continue;
        }
        count++;
        if (Archives.packed(name.toString())) {
          Archives.unpack(zip.getInputStream(entry), target);
        } else {
          Path file = target.resolve(name.toString());
          Files.copy(zip.getInputStream(entry), file);
          Archives.makeExecutable(file);
        }
      }
    }
    return count;
  }

  /** Where below the home folder an entry belongs that lies in a folder which is copied whole. */
  private static Optional<Path> inTree(Launch.Native launch, String entry) {
    return launch.archives().stream()
        .filter(pattern -> pattern.endsWith(TREE))
        .map(pattern -> pattern.substring(0, pattern.length() - TREE.length() + 1))
        .filter(entry::startsWith)
        .map(folder -> Path.of(entry.substring(folder.length())))
        .findFirst();
  }

  private static void copy(ZipFile zip, ZipEntry entry, Path target, Path place)
      throws IOException {
    Path file = target.resolve(place).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("The archive reaches outside its folder: " + place);
    }
    PrivateFolders.create(file.resolveSibling(".").normalize());
    Files.copy(zip.getInputStream(entry), file);
    // such archives keep no modes
    if (entry.getName().contains("/bin/")) {
      Archives.makeExecutable(file);
    }
  }

  private boolean matches(String glob, Path name) {
    String pattern =
        glob.replace("${platform.os}", platform.os()).replace("${platform.arch}", platform.arch());
    return name.getFileSystem().getPathMatcher("glob:" + pattern).matches(name);
  }

  /** Another process may have been faster: then its folder stays. */
  private static void putInPlace(Path made, Path place) throws IOException {
    try {
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(made, place);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      discard(made);
    }
  }

  private static void discard(Path folder) {
    try {
      PrivateFolders.delete(folder);
    } catch (IOException e) {
      throw DiskProblems.of("remove " + folder, e).asException();
    }
  }
}
