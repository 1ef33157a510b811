package dev.dragoncode.io.files;

import dev.dragoncode.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A large file that is written bit by bit, under another name in the same folder, and takes its own
 * name once it is whole. Closed before that, it leaves nothing.
 */
public final class GrowingFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GrowingFile.class);
  private static final int BUFFER = 1 << 16;

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream out;
  private boolean finished;

  private GrowingFile(Path target, Path temporary) throws IOException {
    this.target = target;
    this.temporary = temporary;
    this.channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.out =
        new FilterOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            flush();
          }
        };
  }

  /**
   * Begins a file.
   *
   * @throws IOException if its folder is missing or not writable
   */
  public static GrowingFile of(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return new GrowingFile(
        absolute, absolute.resolveSibling("." + absolute.getFileName() + "." + suffix + ".tmp"));
  }

  /** Where its content is written to; closing this flushes it and does no more. */
  public OutputStream out() {
    return out;
  }

  /** Where the content is until it has its own name, to look it over. */
  public Path unfinished() throws IOException {
    out.flush();
    return temporary;
  }

  /** Puts it on the disk and gives it its name, in the place of what had it. */
  public void finish() throws IOException {
    out.flush();
    channel.force(true);
    channel.close();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    finished = true;
  }

  /** What a user is told when writing fails. */
  public static Problem problem(Path target, IOException failure) {
    return AtomicFiles.problem(target, failure).causedBy(failure);
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      LOG.warn("{} could not be removed", temporary, e);
    }
  }
}
