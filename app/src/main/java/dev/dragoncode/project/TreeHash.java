package dev.dragoncode.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names the state of the files that a run of the project covers: all in view but documents, and
 * what only DragonCode reads. The sums do not depend on the order of the files, so that a state is
 * named without sorting a large tree.
 */
public final class TreeHash {

  /** Documents: no build and no test reads them. */
  private static final Set<String> DOCUMENTS = Set.of("md", "adoc", "rst");

  /** Of a file above this size its time and length stand for what it holds. */
  private static final long MAX_READ_BYTES = 16L << 20;

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** What a file held when it had this length and this time. */
  private record Known(long size, long modified, long high, long low) {
    boolean holdsTheSameAs(Known other) {
      return high == other.high && low == other.low;
    }
  }

  /** The state of the covered files at one moment, to be compared with a later one. */
  public static final class State {
    private final String stamps;
    private final Map<String, Known> files;

    private State(String stamps, Map<String, Known> files) {
      this.stamps = stamps;
      this.files = files;
    }

    /** See {@link TreeHash#stamps}. */
    public String stamps() {
      return stamps;
    }

    /** See {@link TreeHash#contents}. */
    public String contents() {
      return sum(files.values());
    }

    /**
     * Whether each file of this state is in the later one and holds the same; others may be new.
     */
    public boolean keptIn(State later) {
      return files.entrySet().stream()
          .allMatch(each -> {
            Known then = later.files.get(each.getKey());
            return then != null && each.getValue().holdsTheSameAs(then);
          });
    }
  }

  /** Whether a run covers this file. */
  static boolean covers(IndexedFile file) {
    return !file.ignored()
        && !file.path().startsWith("../")
        && !DOCUMENTS.contains(file.extension())
        && !file.path().equals(ProjectSettings.FILE)
        && !file.path().startsWith(".dragoncode/");
  }

  /** The state by names, lengths and times: told at once, without reading a file. */
  public static String stamps(FileIndex index) {
    long[] sum = new long[2];
    index.forEach(file -> {
      if (covers(file)) {
        long name = hash(file.path());
        sum[0] += mix(name ^ mix(file.size()));
        sum[1] += mix(mix(name) + file.modified());
      }
    });
    return hex(sum[0], sum[1]);
  }

  /** The state by names and contents: reads each file once, and again after it has changed. */
  public String contents(FileIndex index) {
    return state(index).contents();
  }

  /** Both names of the state, and what they are made of. */
  public State state(FileIndex index) {
    Map<String, Known> files = new HashMap<>();
    index.forEach(file -> {
      if (covers(file)) {
        files.put(file.path(), of(index, file));
      }
    });
    return new State(stamps(index), files);
  }

  private static String sum(Collection<Known> files) {
    long high = 0;
    long low = 0;
    for (Known each : files) {
      high += each.high();
      low += each.low();
    }
    return hex(high, low);
  }

  private Known of(FileIndex index, IndexedFile file) {
    Known earlier = known.get(file.path());
    if (earlier != null && earlier.size() == file.size() && earlier.modified() == file.modified()) {
      return earlier;
    }
    MessageDigest digest = sha256();
    digest.update(file.path().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    try {
      if (file.size() > MAX_READ_BYTES) {
        digest.update((file.size() + " " + file.modified()).getBytes(StandardCharsets.UTF_8));
      } else {
        digest.update(index.source().read(file.path()));
      }
    } catch (IOException | InvalidPathException e) {
      // one that cannot be read is the same as long as it cannot be
      digest.update((byte) 1);
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    Known now = new Known(file.size(), file.modified(), bytes.getLong(), bytes.getLong());
    known.put(file.path(), now);
    return now;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** FNV-1a of 64 bits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private static String hex(long high, long low) {
    return "%016x%016x".formatted(high, low);
  }
}
