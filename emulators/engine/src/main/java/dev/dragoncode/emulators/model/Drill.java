package dev.dragoncode.emulators.model;

import java.time.Duration;
import java.util.Locale;

/** A failure made on purpose for a while, to see what a program does when it comes by itself. */
public sealed interface Drill {

  /** Longer ones are no drill any more. */
  Duration LONGEST = Duration.ofHours(1);

  Duration LONGEST_LATENCY = Duration.ofSeconds(60);

  /** Slower than this, not even a handshake comes to its end. */
  long LEAST_BYTES_PER_SECOND = 1 << 10;

  /** The kinds of drills; in lower case, the vocabulary of {@code dragoncode drill}. */
  enum Kind {
    KILL,
    PAUSE,
    SLOW,
    REFUSE,
    FILL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How long it lasts. */
  Duration lasting();

  Kind kind();

  /** A drill of a kind that knows nothing but its time. */
  static Drill of(Kind kind, Duration lasting) {
    return switch (kind) {
      case KILL -> new Kill(lasting);
      case PAUSE -> new Pause(lasting);
      case REFUSE -> new Refuse(lasting);
      case FILL -> new Fill(lasting);
      case SLOW -> throw new IllegalArgumentException("Slow by how much?");
    };
  }

  /**
   * Its processes are killed at once.
   *
   * @param lasting how long it stays away before it is started again; may be zero
   */
  record Kill(Duration lasting) implements Drill {
    public Kill {
      check(lasting, Duration.ZERO);
    }

    @Override
    public Kind kind() {
      return Kind.KILL;
    }
  }

  /** Its processes stand still; connections stay open and are not answered. */
  record Pause(Duration lasting) implements Drill {
    public Pause {
      check(lasting, Duration.ofSeconds(1));
    }

    @Override
    public Kind kind() {
      return Kind.PAUSE;
    }
  }

  /**
   * The way to it is slow.
   *
   * @param latency added to each round trip, half of it each way
   * @param jitter the latency varies by up to this much to either side
   * @param bytesPerSecond the most that gets through each way, all connections together; 0 for any
   */
  record Slow(Duration lasting, Duration latency, Duration jitter, long bytesPerSecond)
      implements Drill {
    public Slow {
      check(lasting, Duration.ofSeconds(1));
      if (latency.isNegative() || latency.compareTo(LONGEST_LATENCY) > 0) {
        throw new IllegalArgumentException("A latency is at most 60 s");
      }
      if (jitter.isNegative() || jitter.compareTo(latency) > 0) {
        throw new IllegalArgumentException("A jitter is at most as long as the latency");
      }
      if (bytesPerSecond != 0 && bytesPerSecond < LEAST_BYTES_PER_SECOND) {
        throw new IllegalArgumentException("A bandwidth is at least 1 KiB/s");
      }
      if (latency.isZero() && bytesPerSecond == 0) {
        throw new IllegalArgumentException("Slow takes a latency, a bandwidth, or both");
      }
    }

    @Override
    public Kind kind() {
      return Kind.SLOW;
    }
  }

  /** Nothing listens on its ports. */
  record Refuse(Duration lasting) implements Drill {
    public Refuse {
      check(lasting, Duration.ofSeconds(1));
    }

    @Override
    public Kind kind() {
      return Kind.REFUSE;
    }
  }

  /** The disk that holds its data is full. */
  record Fill(Duration lasting) implements Drill {
    public Fill {
      check(lasting, Duration.ofSeconds(1));
    }

    @Override
    public Kind kind() {
      return Kind.FILL;
    }
  }

  private static void check(Duration lasting, Duration least) {
    if (lasting.compareTo(least) < 0 || lasting.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("A drill lasts from 1 s to 1 h");
    }
  }
}
