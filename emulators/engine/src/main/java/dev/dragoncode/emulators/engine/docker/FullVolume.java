package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills a volume of a running container with a file that is larger than the volume. */
final class FullVolume {

  private static final Logger LOG = LoggerFactory.getLogger(FullVolume.class);
  private static final String FILLER = ".dragoncode-drill-fills-the-disk";
  private static final String SPARE = ".dragoncode-drill-leaves-this";
  private static final int PIECE = 1 << 16;

  private FullVolume() {}

  /** The room that is left is held by a file, which is then replaced by an empty one. */
  static void fill(DockerClient client, String container, String path, long size, int spare) {
    copy(client, container, path, SPARE, spare);
    fill(client, container, path, size);
    copy(client, container, path, SPARE, 0);
  }

  private static void copy(
      DockerClient client, String container, String path, String name, int size) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    write(tar, name, size);
    client
        .copyArchiveToContainerCmd(container)
        .withRemotePath(path)
        .withTarInputStream(new ByteArrayInputStream(tar.toByteArray()))
        .exec();
  }

  private static void fill(DockerClient client, String container, String path, long size) {
    try (PipedInputStream tar = new PipedInputStream(PIECE);
        PipedOutputStream out = new PipedOutputStream(tar)) {
      Thread writer = Thread.ofVirtual().start(() -> write(out, FILLER, size));
      try {
        client
            .copyArchiveToContainerCmd(container)
            .withRemotePath(path)
            .withTarInputStream(tar)
            .exec();
      } catch (RuntimeException e) {
        if (full(e)) {
          return;
        }
        throw e;
      } finally {
        writer.interrupt();
      }
    } catch (IOException e) {
      LOG.debug("The archive ended early", e);
    }
    throw Problem.of(
            "The disk does not get full",
            "The engine took %d bytes at %s.".formatted(size, path),
            Remedy.of("Use another kind of drill."))
        .asException();
  }

  private static boolean full(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
  }

  private static void write(OutputStream out, String name, long size) {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      byte[] piece = new byte[PIECE];
      for (long left = size; left > 0; left -= PIECE) {
        tar.write(piece, 0, (int) Math.min(PIECE, left));
      }
      tar.closeArchiveEntry();
    } catch (IOException e) {
      LOG.trace("The engine reads no more: the disk is full", e);
    }
  }
}
