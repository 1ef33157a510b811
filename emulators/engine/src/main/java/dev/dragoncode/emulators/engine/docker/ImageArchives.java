package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.SaveImagesCmd;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.LoadResponseItem;
import dev.dragoncode.emulators.engine.EngineSupply;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.io.files.GrowingFile;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Images of emulators in one tar archive, which any engine can load: {@code docker save}'s own. */
final class ImageArchives implements EngineSupply {

  private static final Duration QUESTION = Duration.ofSeconds(10);

  /** Some gigabytes to or from a slow disk. */
  private static final Duration COPY_LIMIT = Duration.ofHours(1);

  /** Not more often than a person sees. */
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

  private final ImageSupply images;
  private final DockerLink link;
  private final EngineCalls calls;

  ImageArchives(ImageSupply images, DockerLink link, EngineCalls calls) {
    this.images = images;
    this.link = link;
    this.calls = calls;
  }

  @Override
  public List<Item> items(List<EmulatorSpec> specs) throws InterruptedException {
    DockerConnection connection = link.connect();
    List<Item> items = new ArrayList<>();
    for (EmulatorSpec spec : specs) {
      Optional<ContainerBackend> backend = spec.container();
      if (backend.isPresent()) {
        items.add(item(spec, backend.get().image(), connection));
      }
    }
    return items;
  }

  private Item item(EmulatorSpec spec, String image, DockerConnection connection)
      throws InterruptedException {
    Optional<String> local = images.local(spec, image, connection);
    if (local.isEmpty()) {
      return new Item(spec.id(), images.remote(spec, image), false, 0, "");
    }
    return calls.within(QUESTION, () -> present(connection.client(), spec.id(), local.get()));
  }

  private Item present(DockerClient client, String emulator, String image) {
    InspectImageResponse found = ImageSupply.inspect(client, image).orElseThrow();
    long bytes = found.getSize() == null ? 0 : found.getSize();
    String content =
        images.digest(image).map(ImageDigest::digest).orElse(String.valueOf(found.getId()));
    return new Item(emulator, image, true, bytes, content);
  }

  @Override
  public Carried save(List<EmulatorSpec> specs, Path file, Consumer<PullProgress> progress)
      throws InterruptedException {
    DockerConnection connection = link.connect();
    List<Item> items = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    for (EmulatorSpec spec : specs) {
      Optional<ContainerBackend> backend = spec.container();
      if (backend.isEmpty()) {
        notes.add(spec.name() + " is left out: it has no container image.");
        continue;
      }
      String wanted = backend.get().image();
      String image =
          guarded(spec.name(), connection, () -> fetch(spec, wanted, connection, progress));
      items.add(item(spec, wanted, connection));
      boolean overridden = images.overridden(spec, wanted);
      names.put(overridden ? image : wanted, image);
      if (overridden) {
        notes.add(
            "%s stands in for %s by your settings: set the same image override over there."
                .formatted(image, spec.name()));
      }
    }
    if (names.isEmpty()) {
      throw Problem.of(
              "There is no image to export",
              "None of the emulators asked for has a container image.",
              Remedy.of("Name some: dragoncode images export FILE postgresql redis"))
          .asException();
    }
    long total = items.stream().mapToLong(Item::bytes).sum();
    try (GrowingFile growing = GrowingFile.of(file)) {
      guarded(
          "The images",
          connection,
          () ->
              calls.within(
                  COPY_LIMIT,
                  () ->
                      save(
                          connection.client(), names, growing.out(), told(progress, total, file))));
      requireAll(growing.unfinished(), names, told(progress, total, file));
      growing.finish();
      return new Carried(items, Files.size(file), notes);
    } catch (UncheckedIOException e) {
      throw GrowingFile.problem(file, Objects.requireNonNull(e.getCause())).asException();
    } catch (IOException e) {
      throw GrowingFile.problem(file, e).asException();
    }
  }

  private String fetch(
      EmulatorSpec spec, String image, DockerConnection connection, Consumer<PullProgress> progress)
      throws InterruptedException {
    return images.provide(
        spec,
        image,
        connection,
        new StartListener() {
          @Override
          public void pulling(PullProgress pull) {
            progress.accept(pull);
          }

          @Override
          public void starting() {}
        });
  }

  /**
   * Writes the images under the catalog's names, whatever mirror they came from.
   *
   * @param names what each is to be called, and what the engine calls it
   */
  private static boolean save(
      DockerClient client, Map<String, String> names, OutputStream out, Told told)
      throws IOException {
    List<String> tagged = new ArrayList<>();
    try {
      SaveImagesCmd command = client.saveImagesCmd();
      for (Map.Entry<String, String> image : names.entrySet()) {
        if (ImageSupply.inspect(client, image.getKey()).isEmpty()) {
          tag(client, image.getValue(), image.getKey());
          tagged.add(image.getKey());
        }
        Tag tag = Tag.of(image.getKey());
        command.withImage(tag.repository(), tag.tag());
      }
      try (InputStream in = command.exec()) {
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          write(out, buffer, n);
          written += n;
          told.at("Writing", written);
        }
      }
      return true;
    } finally {
      // only the name goes: the engine keeps what has another one
      tagged.forEach(name -> client.removeImageCmd(name).withNoPrune(true).exec());
    }
  }

  /** A full disk is not the engine's failure. */
  private static void write(OutputStream out, byte[] buffer, int length) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tag(DockerClient client, String image, String name) {
    Tag tag = Tag.of(name);
    client.tagImageCmd(image, tag.repository(), tag.tag()).exec();
  }

  /** A reference as the engine takes it apart. */
  private record Tag(String repository, String tag) {
    static Tag of(String reference) {
      int colon = reference.lastIndexOf(':');
      return colon > reference.lastIndexOf('/')
          ? new Tag(reference.substring(0, colon), reference.substring(colon + 1))
          : new Tag(reference, "latest");
    }
  }

  /** An engine that fails in the middle just ends its answer. */
  private static void requireAll(Path archive, Map<String, String> names, Told told)
      throws IOException {
    List<String> held =
        SavedImages.check(archive, read -> told.at("Checking", read)).stream()
            .flatMap(image -> image.names().stream())
            .map(name -> ImageName.parse(name).reference())
            .toList();
    for (String name : names.keySet()) {
      if (!held.contains(ImageName.parse(name).reference())) {
        throw new IOException("the engine left out " + name);
      }
    }
  }

  @Override
  public boolean reads(Path file) {
    return SavedImages.isTar(file);
  }

  @Override
  public Carried load(Path file, Consumer<PullProgress> progress) throws InterruptedException {
    DockerConnection connection = link.connect();
    List<SavedImages.SavedImage> held;
    long bytes;
    try {
      bytes = Files.size(file);
      Told told = told(progress, bytes, file);
      held = SavedImages.check(file, read -> told.at("Checking", read));
    } catch (IOException e) {
      throw unusable(file, e).asException();
    }
    guarded(
        "The images",
        connection,
        () -> {
          send(connection.client(), file, told(progress, bytes, file));
          return true;
        });
    List<Item> items = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (SavedImages.SavedImage image : held) {
      if (image.names().isEmpty()) {
        notes.add("An image without a name was taken in, too.");
      }
      for (String name : image.names()) {
        items.add(calls.within(QUESTION, () -> present(connection.client(), "", name)));
      }
    }
    return new Carried(items, bytes, notes);
  }

  private void send(DockerClient client, Path file, Told told) throws InterruptedException {
    try (InputStream in =
            new SavedImages.Counted(
                new BufferedInputStream(Files.newInputStream(file)),
                read -> told.at("Loading", read));
        Loading loading = new Loading()) {
      client.loadImageAsyncCmd(in).exec(loading);
      if (!loading.awaitEnd(COPY_LIMIT)) {
        throw new EngineCalls.TooLate(COPY_LIMIT, new IOException("the engine does not finish"));
      }
      if (loading.refusal != null) {
        throw new DockerClientException(loading.refusal);
      }
    } catch (IOException e) {
      throw unusable(file, e).asException();
    }
  }

  /** What the engine says while it loads. */
  private static final class Loading extends EngineStream<LoadResponseItem> {

    private volatile @Nullable String refusal;

    @Override
    public void onNext(LoadResponseItem item) {
      if (item.isErrorIndicated()) {
        refusal =
            item.getErrorDetail() == null ? "the load failed" : item.getErrorDetail().getMessage();
      }
    }
  }

  /** A call to the engine whose failure is a problem. */
  private interface Guarded<T> {
    T call() throws InterruptedException;
  }

  private <T> T guarded(String what, DockerConnection connection, Guarded<T> call)
      throws InterruptedException {
    try {
      return call.call();
    } catch (ProblemException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!DockerProblems.answered(e)) {
        link.checkAfterFailure(connection);
      }
      throw DockerProblems.of(what + " could not be carried", what, connection.host(), e)
          .asException();
    }
  }

  private static Problem unusable(Path file, IOException failure) {
    String reason =
        failure instanceof SavedImages.Unusable
            ? "%s cannot be used: %s. Nothing was taken in.".formatted(file, failure.getMessage())
            : "%s cannot be read: %s.".formatted(file, failure.getMessage());
    return Problem.of(
            file.getFileName() + " is no archive of images that can be loaded",
            reason,
            Remedy.of("Copy the file again, and compare its size with the original's."),
            Remedy.of("Write it again where the images are: dragoncode images export FILE"))
        .causedBy(failure);
  }

  private static Told told(Consumer<PullProgress> progress, long total, Path file) {
    return new Told(progress, total, String.valueOf(file.getFileName()));
  }

  /** Tells how far a file is, now and then. */
  private static final class Told {

    private final Consumer<PullProgress> progress;
    private final long total;
    private final String file;
    private long last = System.nanoTime() - BETWEEN_CALLS.toNanos();

    Told(Consumer<PullProgress> progress, long total, String file) {
      this.progress = progress;
      this.total = total;
      this.file = file;
    }

    void at(String doing, long bytes) {
      if (System.nanoTime() - last >= BETWEEN_CALLS.toNanos()) {
        last = System.nanoTime();
        progress.accept(new PullProgress(bytes, Math.max(bytes, total), doing + " " + file));
      }
    }
  }
}
