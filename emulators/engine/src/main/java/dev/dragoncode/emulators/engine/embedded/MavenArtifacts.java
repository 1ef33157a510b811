package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The files of Maven artifacts: from the local repository where they are, else fetched into it.
 * What was found once is written down, so that a later start opens no repository at all.
 */
final class MavenArtifacts {

  private final ResolvedIndex index;
  private final Supplier<MavenSettings> settings;

  /**
   * @param settings asked at each visit to the repositories
   */
  MavenArtifacts(Path engines, Supplier<MavenSettings> settings) {
    this.index = new ResolvedIndex(engines.resolve("resolved"));
    this.settings = settings;
  }

  /** Whether all files are there, as far as that can be told without Maven. */
  boolean cached(List<Coordinates> wanted) {
    return index.find(wanted).isPresent();
  }

  /** The files, if they are there as far as that can be told without Maven. */
  Optional<List<ResolvedFile>> find(List<Coordinates> wanted) {
    return index.find(wanted);
  }

  /** Takes down where the files of these artifacts are; from now on they serve. */
  void remember(List<Coordinates> wanted, List<ResolvedFile> files) throws IOException {
    PrivateFolders.create(index.folder());
    index.write(wanted, files);
  }

  /**
   * The files of these artifacts and, where asked for, of their run-time dependencies: in the order
   * of a class path.
   *
   * @throws ProblemException if one cannot be had
   */
  List<ResolvedFile> resolve(List<Coordinates> wanted, Consumer<PullProgress> progress)
      throws InterruptedException {
    Optional<List<ResolvedFile>> known = index.find(wanted);
    if (known.isPresent()) {
      return known.get();
    }
    TransferProgress transfers = new TransferProgress(progress);
    CompletableFuture<List<ResolvedFile>> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("maven-artifacts")
        .start(() -> {
          try {
            outcome.complete(fetch(wanted, transfers));
          } catch (RuntimeException | Error e) {
            outcome.completeExceptionally(e);
          }
        });
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      transfers.cancel();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException("Resolving artifacts failed", e.getCause());
    }
  }

  private List<ResolvedFile> fetch(List<Coordinates> wanted, TransferProgress transfers) {
    List<Path> paths = new MavenResolution(settings.get(), transfers).files(wanted);
    List<ResolvedFile> files = new ArrayList<>();
    try {
      for (Path path : paths) {
        files.add(new ResolvedFile(path, path.toFile().length(), Sha256.of(path)));
      }
      for (Coordinates coordinates : wanted) {
        verify(coordinates, files);
      }
      remember(wanted, files);
    } catch (IOException e) {
      throw MavenProblems.unreadable(wanted, e).asException();
    }
    return files;
  }

  private static void verify(Coordinates coordinates, List<ResolvedFile> files) {
    if (coordinates.sha256().isEmpty()) {
      return;
    }
    for (ResolvedFile file : files) {
      boolean same = file.path().getFileName().toString().equals(coordinates.fileName());
      if (same && !file.sha256().equals(coordinates.sha256().get())) {
        throw MavenProblems.checksum(coordinates, file).asException();
      }
    }
  }
}
