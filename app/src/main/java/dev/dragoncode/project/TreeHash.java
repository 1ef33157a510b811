package dev.dragoncode.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

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
  private record Known(long size, long modified, long high, long low) {}

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
    AtomicLongArray sum = new AtomicLongArray(2);
    index.forEach(file -> {
      if (covers(file)) {
        Known each = of(index, file);
        sum.addAndGet(0, each.high());
        sum.addAndGet(1, each.low());
      }
    });
    return hex(sum.get(0), sum.get(1));
  }

  private Known of(FileIndex index, IndexedFile file) {
    Known earlier = known.get(file.path());
    if (earlier != null
        && earlier.size() == file.size()
        && earlier.modified() == file.modified()) {
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
