package dev.dragoncode.emulators.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Looks over a tar archive in the format of {@code docker save}: whether it is whole, and what each
 * of its bytes should be. Format: the image specification v1.2 and its manifest.json, which newer
 * engines write beside the OCI layout.
 */
final class SavedImages {

  static final String MANIFEST = "manifest.json";

  /** Configurations are some kilobytes; nothing larger needs to be read as text. */
  private static final int LARGEST_TEXT = 1 << 20;

  /** An archive of a thousand images; more texts than these are no such archive. */
  private static final int MOST_TEXTS = 20_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLOBS = "blobs/sha256/";

  private final Map<String, String> hashes = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, byte[]> texts = new HashMap<>();

  private SavedImages() {}

  /**
   * An image in an archive.
   *
   * @param names its tags, such as {@code redis:8.4}
   */
  record SavedImage(List<String> names) {
    SavedImage {
      names = List.copyOf(names);
    }
  }

  /** Why a file cannot be used. */
  static final class Unusable extends IOException {

    private static final long serialVersionUID = 1;

    Unusable(String reason) {
      super(reason);
    }
  }

  /**
   * Reads all of the archive and checks each image's configuration and layers against their hashes.
   *
   * @param read hears how many bytes of the file have been read
   * @throws Unusable if it is no such archive, or is damaged
   */
  static List<SavedImage> check(Path file, LongConsumer read) throws IOException {
    SavedImages archive = new SavedImages();
    try (InputStream in = new Counted(new BufferedInputStream(Files.newInputStream(file)), read);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      archive.readAll(tar);
    } catch (Unusable e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      Unusable unusable = new Unusable("it is no whole tar archive (" + e.getMessage() + ")");
      unusable.initCause(e);
      throw unusable;
    }
    return archive.images();
  }

  /** Whether the file begins as a tar archive does. */
  static boolean isTar(Path file) {
    byte[] magic = new byte[262];
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(magic, 0, magic.length) == magic.length
          && new String(magic, 257, 5, java.nio.charset.StandardCharsets.US_ASCII).equals("ustar");
    } catch (IOException e) {
      return false;
    }
  }

  private void readAll(TarArchiveInputStream tar) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      String name = normal(entry.getName());
      if (entry.isSymbolicLink() || entry.isLink()) {
        Path parent = Path.of(name).getParent();
        Path target = Path.of(entry.getLinkName());
        links.put(
            name,
            normal(
                String.valueOf(
                    parent == null || entry.isLink() ? target : parent.resolve(target))));
      } else if (entry.isFile()) {
        readFile(tar, name, entry.getSize());
      }
    }
  }

  private void readFile(TarArchiveInputStream tar, String name, long size) throws IOException {
    MessageDigest sha256 = sha256();
    InputStream content = new DigestInputStream(tar, sha256);
    if (size <= LARGEST_TEXT
        && texts.size() < MOST_TEXTS
        && (name.endsWith(".json") || name.startsWith(BLOBS))) {
      texts.put(name, content.readAllBytes());
    } else {
      content.transferTo(java.io.OutputStream.nullOutputStream());
    }
    hashes.put(name, HexFormat.of().formatHex(sha256.digest()));
  }

  private List<SavedImage> images() throws IOException {
    JsonNode manifest = json(MANIFEST);
    if (!manifest.isArray() || manifest.isEmpty()) {
      throw new Unusable("its " + MANIFEST + " names no image");
    }
    List<SavedImage> images = new ArrayList<>();
    for (JsonNode image : manifest) {
      List<String> names = new ArrayList<>();
      image.path("RepoTags").forEach(tag -> names.add(tag.asText()));
      String shown = names.isEmpty() ? "an image without a name" : names.getFirst();
      check(shown, image.path("Config").asText(), image.path("Layers"));
      images.add(new SavedImage(names));
    }
    return images;
  }

  private void check(String image, String config, JsonNode layers) throws IOException {
    String hash = hash(image, config);
    String expected = normal(config).replace(BLOBS, "").replace(".json", "");
    if (!hash.equals(expected)) {
      throw new Unusable("the configuration of %s is damaged".formatted(image));
    }
    JsonNode wanted = json(config).path("rootfs").path("diff_ids");
    if (wanted.size() != layers.size()) {
      throw new Unusable(
          "%s should have %d layers and has %d".formatted(image, wanted.size(), layers.size()));
    }
    for (int i = 0; i < layers.size(); i++) {
      String layer = normal(layers.get(i).asText());
      String actual = hash(image, layer);
      boolean byName = layer.startsWith(BLOBS) && layer.equals(BLOBS + actual);
      if (!byName && !wanted.get(i).asText().equals("sha256:" + actual)) {
        throw new Unusable("layer %d of %s is damaged".formatted(i + 1, image));
      }
    }
  }

  private String hash(String image, String name) throws IOException {
    String place = place(normal(name));
    String hash = hashes.get(place);
    if (hash == null) {
      throw new Unusable("%s of %s is missing".formatted(name, image));
    }
    return hash;
  }

  private JsonNode json(String name) throws IOException {
    byte[] text = texts.get(place(normal(name)));
    if (text == null) {
      throw new Unusable("it has no " + name);
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      Unusable unusable = new Unusable("its " + name + " is no JSON");
      unusable.initCause(e);
      throw unusable;
    }
  }

  /** Layers that images share are links to the first one in old engines' archives. */
  private String place(String name) {
    return links.getOrDefault(name, name);
  }

  private static String normal(String name) {
    return Path.of(name).normalize().toString().replace('\\', '/');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Tells how far a stream has been read. */
  static final class Counted extends FilterInputStream {

    private final LongConsumer read;
    private long count;

    Counted(InputStream in, LongConsumer read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        read.accept(++count);
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      if (n > 0) {
        count += n;
        read.accept(count);
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      count += skipped;
      read.accept(count);
      return skipped;
    }
  }
}
