package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.Image;
import dev.dragoncode.emulators.engine.OwnModule;
import dev.dragoncode.emulators.model.EmulatorSpec.Build;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the image of a module of this app: its libraries on a Java runtime. The tag tells the
 * content, so that an image is as old as the app that made it.
 */
final class ImageBuild {

  private static final Logger LOG = LoggerFactory.getLogger(ImageBuild.class);

  /** Layers that are copied; more means that the engine hangs. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final int TAG_LENGTH = 16;
  private static final int FILE_MODE = 0100644;

  private final Path folder;
  private final Map<Build, String> hashes = new ConcurrentHashMap<>();

  /**
   * @param home the user's data folder
   */
  ImageBuild(Path home) {
    this.folder = home.resolve("engines").resolve("launchers");
  }

  /** The image's name with the tag of its content. */
  String name(String image, Build build) {
    int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
    return image.substring(0, colon < 0 ? image.length() : colon)
        + ":"
        + hashes.computeIfAbsent(build, this::hash);
  }

  /**
   * Builds it, and takes away those of other versions that no container uses.
   *
   * @param base the image that it stands on, as the engine has it
   * @param name by {@link #name}
   */
  void run(
      DockerClient client, Build build, String base, String name, Consumer<PullProgress> progress)
      throws InterruptedException {
    progress.accept(new PullProgress(0, 0, "Building " + name + " on " + base, List.of()));
    try (BuildImageResultCallback ended =
        client
            .buildImageCmd(new ByteArrayInputStream(pack(build)))
            .withBuildArg("BASE", base)
            .withTags(Set.of(name))
            .withForcerm(true)
            .exec(new Told(progress))) {
      ended.awaitImageId(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (DockerClientException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("cancelled");
      }
      throw e;
    } catch (IOException e) {
      LOG.debug("The build's answer was not closed", e);
    }
    forgetOthers(client, name);
  }

  private static void forgetOthers(DockerClient client, String name) {
    String repository = name.substring(0, name.lastIndexOf(':'));
    for (Image image : client.listImagesCmd().withReferenceFilter(repository).exec()) {
      for (String tag : Optional.ofNullable(image.getRepoTags()).orElse(new String[0])) {
        if (tag.startsWith(repository + ":") && !tag.equals(name)) {
          try {
            client.removeImageCmd(tag).exec();
          } catch (ConflictException | NotFoundException e) {
            LOG.debug("{} is in use, or gone", tag, e);
          }
        }
      }
    }
  }

  private String hash(Build build) {
    byte[] tar = pack(build);
    byte[] base = build.base().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(tar, tar.length + base.length);
    System.arraycopy(base, 0, all, tar.length, base.length);
    return Sha256.of(all).substring(0, TAG_LENGTH);
  }

  /** What the engine gets to build from. */
  private byte[] pack(Build build) {
    OwnModule module =
        OwnModule.of(build.mainClass(), folder)
            .orElseThrow(() -> new IllegalStateException("No module has " + build.mainClass()));
    byte[] dockerfile =
        OwnModule.resource("Dockerfile")
            .orElseThrow(() -> new IllegalStateException("The Dockerfile is missing"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      add(tar, "Dockerfile", dockerfile);
      for (Path library : module.libraries()) {
        add(tar, "lib/" + library.getFileName(), Files.readAllBytes(library));
      }
    } catch (IOException e) {
      throw Problem.of(
              "The image of DragonCode's own module cannot be made",
              String.valueOf(e.getMessage()),
              Remedy.of("Make the program's own files readable for your account."))
          .causedBy(e)
          .asException();
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(FILE_MODE);
    entry.setModTime(0L);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Says each step. */
  private static final class Told extends BuildImageResultCallback {

    private final Consumer<PullProgress> progress;

    Told(Consumer<PullProgress> progress) {
      this.progress = progress;
    }

    @Override
    public void onNext(BuildResponseItem item) {
      super.onNext(item);
      String said = item.getStream();
      if (said != null && said.startsWith("Step ")) {
        progress.accept(new PullProgress(0, 0, said.strip(), List.of()));
      }
    }
  }
}
