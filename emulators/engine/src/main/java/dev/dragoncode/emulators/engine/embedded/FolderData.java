package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.files.PrivateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Kept data of child processes: a folder for each set. */
final class FolderData implements EngineData {

  @Override
  public List<DataSet> sets(Path project, Path sets) {
    if (!Files.isDirectory(sets)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(sets)) {
      return folders
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .flatMap(folder -> read(project, sets, folder).stream())
          .toList();
    } catch (IOException e) {
      throw DiskProblems.of("look through " + sets, e).asException();
    }
  }

  private static Optional<DataSet> read(Path project, Path sets, Path folder) {
    String name = String.valueOf(folder.getFileName());
    int hyphen = name.lastIndexOf('-');
    return hyphen < 1
        ? Optional.empty()
        : Optional.of(
            DataSet.in(sets, project, name.substring(0, hyphen), name.substring(hyphen + 1)));
  }

  @Override
  public void copyOut(DataSet set, EmulatorSpec spec, String artifact, Path into)
      throws InterruptedException {
    copy(spec, set.folder(), into);
  }

  @Override
  public void copyIn(Path from, DataSet set, EmulatorSpec spec, String artifact)
      throws InterruptedException {
    try {
      PrivateFolders.create(set.folder());
    } catch (IOException e) {
      throw DiskProblems.of("make " + set.folder(), e).asException();
    }
    copy(spec, from, set.folder());
  }

  private static void copy(EmulatorSpec spec, Path from, Path into) throws InterruptedException {
    for (String name : spec.data(EngineKind.EMBEDDED)) {
      Path source = from.resolve(name);
      try {
        if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
          Preparation.copyTree(source, into.resolve(name));
        } else if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(source, into.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
      } catch (IOException e) {
        if (Thread.interrupted()) {
          // an interrupt closes the file that is being copied
          throw new InterruptedException(e.getMessage());
        }
        throw DiskProblems.of("copy the data of " + spec.name(), e).asException();
      }
    }
  }

  @Override
  public void remove(DataSet set) {
    try {
      PrivateFolders.delete(set.folder());
    } catch (IOException e) {
      throw DiskProblems.of("remove " + set.folder(), e).asException();
    }
  }
}
