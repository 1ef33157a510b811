package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output of a child process, read from the file that it writes: so it can be read by whoever
 * adopts the process later. A file that has grown too large is emptied; the process writes on at
 * its start.
 */
final class OutputLog {

  /** Some hours of a talkative server. */
  static final long LARGEST_BYTES = 64L << 20;

  /** A line is about a hundred bytes; this reads enough for any number of lines that is shown. */
  private static final int BYTES_PER_LINE = 400;

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(OutputLog.class);

  private final Path file;
  private final String emulator;

  OutputLog(Path file, String emulator) {
    this.file = file;
    this.emulator = emulator;
  }

  /** The newest lines; what a program writes last may lack its end. */
  List<LogLine> tail(int count) {
    List<LogLine> lines = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      LogLineReader reader = new LogLineReader(emulator, lines::add);
      read(channel, readPast(channel, count, lines), channel.size(), reader);
      reader.flush();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw DiskProblems.of("read the log " + file, e).asException();
    }
    return lines;
  }

  /** Follows on a thread of its own, until closed or the process has ended and all is read. */
  Subscription follow(int pastLines, BooleanSupplier running, Consumer<LogLine> consumer) {
    AtomicBoolean closed = new AtomicBoolean();
    Thread thread =
        Thread.ofVirtual()
            .name("log-" + emulator)
            .start(() -> follow(pastLines, running, consumer, closed));
    return () -> {
      closed.set(true);
      thread.interrupt();
    };
  }

  /** Empties the file where it has grown too large. */
  void bound() throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGEST_BYTES) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    }
  }

  private void follow(
      int pastLines, BooleanSupplier running, Consumer<LogLine> consumer, AtomicBoolean closed) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      List<LogLine> past = new ArrayList<>();
      LogLineReader reader = new LogLineReader(emulator, consumer);
      long position = readPast(channel, pastLines, past);
      past.forEach(consumer);
      while (!closed.get()) {
        boolean last = !running.getAsBoolean();
        long size = channel.size();
        position = Math.min(position, size < position ? 0 : position);
        position = read(channel, position, size, reader);
        if (last) {
          reader.flush();
          return;
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException | java.nio.channels.ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("The log {} cannot be followed any more", file, e);
    }
  }

  /** Reads the newest whole lines and returns where the next one starts. */
  private long readPast(FileChannel channel, int count, List<LogLine> lines) throws IOException {
    long size = channel.size();
    long from = Math.max(0, size - (long) count * BYTES_PER_LINE);
    List<LogLine> all = new ArrayList<>();
    LogLineReader reader = new LogLineReader(emulator, all::add);
    read(channel, from, size, reader);
    boolean cut = from > 0 && !all.isEmpty();
    List<LogLine> whole = cut ? all.subList(1, all.size()) : all;
    lines.addAll(whole.subList(Math.max(0, whole.size() - count), whole.size()));
    return size - reader.pendingBytes();
  }

  private static long read(FileChannel channel, long from, long to, LogLineReader reader)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long position = from;
    while (position < to) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - position));
      int count = channel.read(buffer, position);
      if (count < 0) {
        break;
      }
      position += count;
      buffer.flip();
      reader.add(buffer);
    }
    return position;
  }
}
