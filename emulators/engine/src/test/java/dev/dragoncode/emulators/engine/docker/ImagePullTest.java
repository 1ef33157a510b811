package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.PullProgress.Part;
import dev.dragoncode.emulators.model.PullProgress.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pulls from a real registry an image that this test has put there. */
@Timeout(120)
class ImagePullTest {

  /** Large enough for several progress messages from a registry on this machine. */
  private static final int LAYER_BYTES = 32 << 20;

  private final List<PullProgress> seen = new CopyOnWriteArrayList<>();
  private @Nullable RandomImage pushed;

  @BeforeEach
  void pushAnImage() throws Exception {
    pushed = RandomImage.push(LAYER_BYTES);
  }

  @AfterEach
  void removeIt() {
    if (pushed != null) {
      pushed.close();
    }
  }

  @Test
  void sumsUpTheBytesOfTheLayers() throws Exception {
    ImagePull.run(image().client(), name(), Optional.empty(), seen::add);

    assertThat(image().client().inspectImageCmd(image().name()).exec().getId()).isNotBlank();
    assertThat(seen.getFirst().what()).isEqualTo("Asking for " + image().name());
    PullProgress last = seen.getLast();
    assertThat(last.what()).isEqualTo("Pulled " + image().name());
    assertThat(last.totalBytes()).isGreaterThanOrEqualTo(LAYER_BYTES);
    assertThat(last.doneBytes()).isEqualTo(last.totalBytes());
    assertThat(seen).anySatisfy(p -> assertThat(p.fraction()).isBetween(0.01, 0.99));
    List<Long> done = new ArrayList<>();
    seen.forEach(progress -> done.add(progress.doneBytes()));
    assertThat(done).isSorted();
  }

  @Test
  void tellsOfEachLayer() throws Exception {
    // a busy engine may tell of a layer only once it has it: then another is pulled
    for (int tries = 0; tries < 5 && !seenDownloading(); tries++) {
      image().pushAgain();
      seen.clear();
      ImagePull.run(image().client(), name(), Optional.empty(), seen::add);
    }

    assertThat(seen)
        .flatExtracting(PullProgress::parts)
        .anySatisfy(part -> {
          assertThat(part.step()).isEqualTo(Step.DOWNLOADING);
          assertThat(part.doneBytes()).isBetween(1L, LAYER_BYTES - 1L);
          assertThat(part.totalBytes()).isGreaterThanOrEqualTo(LAYER_BYTES);
        });
    List<Part> last = seen.getLast().parts();
    assertThat(last).hasSizeGreaterThan(1).extracting(Part::step).containsOnly(Step.COMPLETE);
    assertThat(last).extracting(Part::name).doesNotHaveDuplicates();
    for (int i = 1; i < seen.size(); i++) {
      for (int layer = 0; layer < seen.get(i - 1).parts().size(); layer++) {
        Part before = seen.get(i - 1).parts().get(layer);
        Part now = seen.get(i).parts().get(layer);
        assertThat(now.name()).isEqualTo(before.name());
        assertThat(now.step()).isGreaterThanOrEqualTo(before.step());
      }
    }
  }

  private boolean seenDownloading() {
    return seen.stream()
        .flatMap(progress -> progress.parts().stream())
        .anyMatch(part -> part.step() == Step.DOWNLOADING && part.doneBytes() > 0);
  }

  @Test
  void anInterruptCancelsThePull() throws Exception {
    CountDownLatch downloading = new CountDownLatch(1);
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ImagePull.run(
                    image().client(), name(), Optional.empty(), p -> downloading.countDown());
                outcome.set("pulled");
              } catch (InterruptedException | RuntimeException e) {
                outcome.set(e);
              }
            });
    downloading.await();

    thread.interrupt();
    thread.join();

    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> image().client().inspectImageCmd(image().name()).exec())
        .isInstanceOf(NotFoundException.class);
  }

  private RandomImage image() {
    if (pushed == null) {
      throw new IllegalStateException("no image");
    }
    return pushed;
  }

  private ImageName name() {
    return ImageName.parse(image().name());
  }
}
