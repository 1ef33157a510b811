package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import dev.dragoncode.emulators.model.PullProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pull of an image, its layers' bytes summed up. */
final class ImagePull extends EngineStream<PullResponseItem> {

  /** A pull that says nothing for so long hangs; the engine itself retries before. */
  private static final Duration SILENCE = Duration.ofMinutes(3);

  /** Twenty calls a second, as the listener is promised. */
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(50);

  private final String image;
  private final Consumer<PullProgress> progress;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private volatile long heard = System.nanoTime();
  private volatile @Nullable String refusal;
  private long told;

  private ImagePull(String image, Consumer<PullProgress> progress) {
    this.image = image;
    this.progress = progress;
  }

  /** A layer's bytes; the total is 0 until its download begins. */
  private record Layer(long done, long total, PullProgress.Step step) {

    boolean downloaded() {
      return step.compareTo(PullProgress.Step.DOWNLOADED) >= 0;
    }

    boolean complete() {
      return step == PullProgress.Step.COMPLETE;
    }
  }

  /**
   * Pulls an image and returns once the engine has it; an interrupt cancels the pull.
   *
   * @throws RuntimeException what docker-java makes of a refusal
   */
  static void run(
      DockerClient client,
      ImageName image,
      Optional<AuthConfig> login,
      Consumer<PullProgress> progress)
      throws InterruptedException {
    String reference = image.reference();
    try (ImagePull pull = new ImagePull(reference, progress)) {
      pull.tell("Asking for " + reference);
      PullImageCmd command = client.pullImageCmd(reference);
      login.ifPresent(command::withAuthConfig);
      command.exec(pull);
      while (!pull.awaitEnd(Duration.ofSeconds(1))) {
        Duration silent = Duration.ofNanos(System.nanoTime() - pull.heard);
        if (silent.compareTo(SILENCE) > 0) {
          throw new EngineCalls.TooLate(SILENCE, new IOException("the pull hangs"));
        }
      }
      if (pull.refusal != null) {
        throw new DockerClientException(pull.refusal);
      }
      pull.tell("Pulled " + reference);
    }
  }

  @Override
  public void onNext(PullResponseItem item) {
    heard = System.nanoTime();
    if (item.isErrorIndicated()) {
      refusal =
          item.getErrorDetail() == null ? "the pull failed" : item.getErrorDetail().getMessage();
      return;
    }
    String id = item.getId();
    String status = item.getStatus();
    if (id == null || status == null || status.startsWith("Pulling from")) {
      return;
    }
    layers.merge(id, next(status, item.getProgressDetail()), ImagePull::later);
    if (System.nanoTime() - told >= BETWEEN_CALLS.toNanos()) {
      tell(describe());
    }
  }

  private static Layer next(String status, ResponseItem.ProgressDetail detail) {
    long current = detail == null || detail.getCurrent() == null ? 0 : detail.getCurrent();
    long total = detail == null || detail.getTotal() == null ? 0 : detail.getTotal();
    return switch (status) {
      case "Downloading" ->
          new Layer(current, Math.max(current, total), PullProgress.Step.DOWNLOADING);
      case "Verifying Checksum", "Download complete" ->
          new Layer(0, 0, PullProgress.Step.DOWNLOADED);
      case "Extracting" -> new Layer(0, 0, PullProgress.Step.UNPACKING);
      case "Pull complete", "Already exists" -> new Layer(0, 0, PullProgress.Step.COMPLETE);
      default -> new Layer(0, 0, PullProgress.Step.WAITING);
    };
  }

  private static Layer later(Layer before, Layer now) {
    long total = Math.max(before.total, now.total);
    PullProgress.Step step = before.step.compareTo(now.step) > 0 ? before.step : now.step;
    Layer later = new Layer(Math.max(before.done, now.done), total, step);
    return later.downloaded() ? new Layer(total, total, step) : later;
  }

  private String describe() {
    long complete = layers.values().stream().filter(Layer::complete).count();
    boolean downloading = layers.values().stream().anyMatch(layer -> !layer.downloaded());
    return "%s %s, %d of %d layers complete"
        .formatted(downloading ? "Downloading" : "Unpacking", image, complete, layers.size());
  }

  private void tell(String what) {
    told = System.nanoTime();
    long done = layers.values().stream().mapToLong(Layer::done).sum();
    long total = layers.values().stream().mapToLong(Layer::total).sum();
    List<PullProgress.Part> parts =
        layers.entrySet().stream()
            .map(layer ->
                new PullProgress.Part(
                    layer.getKey(),
                    layer.getValue().step(),
                    layer.getValue().done(),
                    layer.getValue().total()))
            .toList();
    progress.accept(new PullProgress(done, total, what, parts));
  }
}
