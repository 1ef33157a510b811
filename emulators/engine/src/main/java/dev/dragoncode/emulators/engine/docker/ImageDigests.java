package dev.dragoncode.emulators.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which content an image's name stood for when it was first pulled, so that a tag which
 * was moved since is noticed. A file for each image, in the user's data folder.
 */
final class ImageDigests {

  private static final Logger LOG = LoggerFactory.getLogger(ImageDigests.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Clock clock;

  /**
   * @param home the user's data folder
   */
  ImageDigests(Path home, Clock clock) {
    this.folder = home.resolve("images");
    this.clock = clock;
  }

  /** What is known of an image. */
  Optional<ImageDigest> find(String image) {
    Path file = file(image);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(JSON.readTree(Files.readString(file))));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      LOG.info("The record {} of an image cannot be read and is made anew", file, e);
      return Optional.empty();
    }
  }

  /**
   * Takes down what a registry calls the image's content now.
   *
   * @return what a user should know of it: that the content is another one than before
   */
  Optional<String> see(String image, String digest) {
    Optional<ImageDigest> known = find(image);
    if (known.filter(k -> k.digest().equals(digest)).isPresent()) {
      return Optional.empty();
    }
    Optional<ImageDigest.Before> before =
        known.map(k -> new ImageDigest.Before(k.digest(), k.since()));
    write(image, new ImageDigest(digest, clock.instant(), before));
    return before.map(earlier ->
        "%s is another image than before: %s now, %s until then"
            .formatted(image, shortened(digest), shortened(earlier.digest())));
  }

  /**
   * The digest under which the image's own registry knows it.
   *
   * @param repoDigests as an engine states them, such as {@code redis@sha256:…}
   */
  static Optional<String> of(String image, List<String> repoDigests) {
    ImageName wanted = ImageName.parse(image);
    return repoDigests.stream()
        .filter(repoDigest -> repoDigest.contains("@"))
        .filter(repoDigest -> {
          ImageName name = ImageName.parse(repoDigest);
          return name.registry().equals(wanted.registry())
              && name.repository().equals(wanted.repository());
        })
        .map(repoDigest -> repoDigest.substring(repoDigest.indexOf('@') + 1))
        .findFirst();
  }

  private static String shortened(String digest) {
    int shown = "sha256:".length() + 12;
    return digest.length() > shown ? digest.substring(0, shown) : digest;
  }

  private void write(String image, ImageDigest digest) {
    ObjectNode node = JSON.createObjectNode();
    node.put("image", image).put("digest", digest.digest()).put("since", text(digest.since()));
    digest
        .before()
        .ifPresent(
            before -> node.put("before", before.digest()).put("beforeSince", text(before.since())));
    try {
      PrivateFolders.create(folder);
      AtomicFiles.write(file(image), JSON.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A few texts are always JSON", e);
    } catch (IOException | ProblemException e) {
      // an emulator runs without this record
      LOG.warn("The digest of {} could not be recorded", image, e);
    }
  }

  private static ImageDigest read(JsonNode node) {
    Optional<ImageDigest.Before> before =
        Optional.ofNullable(node.get("before"))
            .map(digest ->
                new ImageDigest.Before(
                    digest.asText(), Instant.parse(node.required("beforeSince").asText())));
    return new ImageDigest(
        node.required("digest").asText(), Instant.parse(node.required("since").asText()), before);
  }

  private static String text(Instant instant) {
    return instant.toString();
  }

  private Path file(String image) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(image.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash, 0, 8) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
