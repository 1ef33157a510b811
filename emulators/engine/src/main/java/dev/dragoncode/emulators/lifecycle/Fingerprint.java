package dev.dragoncode.emulators.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is in a folder: names, sizes and contents of all its files.
 *
 * @param bytes of the contents together
 * @param sha256 over all of it, in hex
 */
record Fingerprint(long bytes, String sha256) {

  private static final int BUFFER = 1 << 16;

  static Fingerprint of(Path folder) throws IOException, InterruptedException {
    MessageDigest digest = newDigest();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER];
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      long size = Files.size(file);
      digest.update((name + "\n" + size + "\n").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          bytes += read;
        }
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted at " + file);
      }
    }
    return new Fingerprint(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
