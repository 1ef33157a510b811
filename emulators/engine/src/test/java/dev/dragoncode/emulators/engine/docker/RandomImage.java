package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Redis with a layer of random bytes in a registry of this machine, so that nothing is cached.
 */
final class RandomImage implements AutoCloseable {

  private final DockerConnection docker;
  private final String mirror;
  private final String tag = UUID.randomUUID().toString();
  private final int layerBytes;

  private RandomImage(DockerConnection docker, String mirror, int layerBytes) {
    this.docker = docker;
    this.mirror = mirror;
    this.layerBytes = layerBytes;
  }

  /** Pushes one, which the engine then does not have; skips the test where that is not possible. */
  static RandomImage push(int layerBytes) throws InterruptedException {
    DockerWorld.open().close();
    String mirror = DockerWorld.requireMirror();
    Assumptions.assumeTrue(
        mirror.startsWith("127.0.0.1:"), mirror + " is no registry of this machine to push to");
    RandomImage image = new RandomImage(DockerWorld.connect(), mirror, layerBytes);
    image.pushAgain();
    return image;
  }

  /** Pushes other content under the same name; the engine then has neither. */
  void pushAgain() throws InterruptedException {
    // else the content before would stay without a name
    remove();
    makeImage();
    client().pushImageCmd(repository()).withTag(tag).start().awaitCompletion();
    remove();
  }

  String name() {
    return repository() + ":" + tag;
  }

  DockerClient client() {
    return docker.client();
  }

  /** Takes it out of the engine, if it is there. */
  void remove() {
    try {
      client().removeImageCmd(name()).withForce(true).exec();
    } catch (NotFoundException e) {
      return; // nothing to remove
    }
  }

  @Override
  public void close() {
    remove();
    docker.close();
  }

  private String repository() {
    return mirror + "/dragoncode-test/random";
  }

  /** The base and a layer of random bytes on top. */
  private void makeImage() throws InterruptedException {
    String base = mirror + "/library/redis:8.4";
    ImagePull.run(client(), ImageName.parse(base), Optional.empty(), progress -> {});
    String container = client().createContainerCmd(base).exec().getId();
    try {
      client()
          .copyArchiveToContainerCmd(container)
          .withRemotePath("/")
          .withTarInputStream(randomTar())
          .exec();
      client().commitCmd(container).withRepository(repository()).withTag(tag).exec();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      client().removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    }
  }

  private ByteArrayInputStream randomTar() throws IOException {
    byte[] content = new byte[layerBytes];
    new Random().nextBytes(content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry("random");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
