package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.dragoncode.emulators.model.PullProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pulls from a real registry an image that this test has put there, so that nothing is cached. */
@Timeout(120)
class ImagePullTest {

  /** Large enough for several progress messages from a registry on this machine. */
  private static final int LAYER_BYTES = 32 << 20;

  private final List<PullProgress> seen = new CopyOnWriteArrayList<>();
  private @Nullable DockerConnection docker;
  private ImageName image = ImageName.parse("none");

  @BeforeEach
  void pushAnImageOfRandomBytes() throws Exception {
    DockerWorld.open().close();
    String mirror = DockerWorld.requireMirror();
    Assumptions.assumeTrue(
        mirror.startsWith("127.0.0.1:"), mirror + " is no registry of this machine to push to");
    docker = DockerWorld.connect();
    String repository = mirror + "/dragoncode-test/random";
    String tag = UUID.randomUUID().toString();
    image = ImageName.parse(repository + ":" + tag);
    makeImage(mirror + "/library/redis:8.4", repository, tag);
    client().pushImageCmd(repository).withTag(tag).start().awaitCompletion();
    removeImage();
  }

  @AfterEach
  void disconnect() {
    if (docker != null) {
      removeImage();
      docker.close();
    }
  }

  @Test
  void sumsUpTheBytesOfTheLayers() throws Exception {
    ImagePull.run(client(), image, Optional.empty(), seen::add);

    assertThat(client().inspectImageCmd(image.reference()).exec().getId()).isNotBlank();
    assertThat(seen.getFirst().what()).isEqualTo("Asking for " + image.reference());
    PullProgress last = seen.getLast();
    assertThat(last.what()).isEqualTo("Pulled " + image.reference());
    assertThat(last.totalBytes()).isGreaterThanOrEqualTo(LAYER_BYTES);
    assertThat(last.doneBytes()).isEqualTo(last.totalBytes());
    assertThat(seen).anySatisfy(p -> assertThat(p.fraction()).isBetween(0.01, 0.99));
    List<Long> done = new ArrayList<>();
    seen.forEach(progress -> done.add(progress.doneBytes()));
    assertThat(done).isSorted();
  }

  @Test
  void anInterruptCancelsThePull() throws Exception {
    CountDownLatch downloading = new CountDownLatch(1);
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ImagePull.run(client(), image, Optional.empty(), p -> downloading.countDown());
                outcome.set("pulled");
              } catch (InterruptedException | RuntimeException e) {
                outcome.set(e);
              }
            });
    downloading.await();

    thread.interrupt();
    thread.join();

    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> client().inspectImageCmd(image.reference()).exec())
        .isInstanceOf(NotFoundException.class);
  }

  private DockerClient client() {
    if (docker == null) {
      throw new IllegalStateException("not connected");
    }
    return docker.client();
  }

  private void removeImage() {
    try {
      client().removeImageCmd(image.reference()).withForce(true).exec();
    } catch (NotFoundException e) {
      image = ImageName.parse(image.reference()); // nothing to remove
    }
  }

  /** The base and a layer of random bytes on top. */
  private void makeImage(String base, String repository, String tag) throws InterruptedException {
    ImagePull.run(client(), ImageName.parse(base), Optional.empty(), progress -> {});
    String container = client().createContainerCmd(base).exec().getId();
    try {
      client()
          .copyArchiveToContainerCmd(container)
          .withRemotePath("/")
          .withTarInputStream(randomTar())
          .exec();
      client().commitCmd(container).withRepository(repository).withTag(tag).exec();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      client().removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    }
  }

  private static ByteArrayInputStream randomTar() throws IOException {
    byte[] content = new byte[LAYER_BYTES];
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
