package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.io.ssh.SshAddress;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What container engines report, as problems that say what to do. */
final class DockerProblems {

  private static final Remedy USE_EMBEDDED =
      Remedy.of(
          "Use the embedded engine instead: --engine embedded, or auto to let the app choose.");
  private static final URI INSTALL = URI.create("https://docs.docker.com/get-started/get-docker/");
  private static final URI GROUP =
      URI.create("https://docs.docker.com/engine/install/linux-postinstall/");

  /** Docker 20 to 29 and Podman each have words of their own; looked for in lower case. */
  private static final Pattern TAKEN_PORT =
      Pattern.compile(
          ":(\\d+)(?:/tcp)?(?:: bind)?:? (?:failed: port is already allocated|address already in use)");

  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private DockerProblems() {}

  /** No candidate was there at all. */
  static Problem noEngine() {
    return Problem.of(
            "No container engine is running",
            "No socket of Docker, Podman or Rancher Desktop was found in its usual place.",
            Remedy.of("Start Docker, Podman or Rancher Desktop; it is noticed by itself."),
            Remedy.of("Install one.", new Remedy.OpenLink(INSTALL)),
            USE_EMBEDDED)
        .withLink(INSTALL);
  }

  static Problem engineTooNew(@Nullable String version, String minimum) {
    return Problem.of(
        "This container engine is too new",
        "Version %s speaks API %s and newer; this app speaks up to %s."
            .formatted(version, minimum, DockerConnection.NEWEST.getVersion()),
        Remedy.of("Update DragonCode."),
        Remedy.of(
            "Let the engine accept API %s: set DOCKER_MIN_API_VERSION for dockerd."
                .formatted(DockerConnection.NEWEST.getVersion())),
        USE_EMBEDDED);
  }

  static Problem engineTooOld(@Nullable String version, String newest) {
    return Problem.of(
        "This container engine is too old",
        "Version %s speaks API %s; %s is needed, which Docker 20.10 and Podman 3 have."
            .formatted(version, newest, DockerConnection.OLDEST.getVersion()),
        Remedy.of("Update the container engine.", new Remedy.OpenLink(INSTALL)),
        USE_EMBEDDED);
  }

  static Problem engineElsewhere(DockerHost host) {
    return Problem.of(
        "The container engine runs on another machine",
        "Emulators listen on loopback only, and that of %s cannot be reached from here."
            .formatted(host.where()),
        Remedy.of(
            "Reach it over SSH, which carries the ports too: DOCKER_HOST=ssh://user@%s"
                .formatted(host.where())),
        Remedy.of("Unset DOCKER_HOST or choose a local context: docker context use default"),
        USE_EMBEDDED);
  }

  static Problem neighboursElsewhere(EmulatorSpec spec, DockerHost host) {
    return Problem.of(
        spec.name() + " cannot reach the emulators that it works on",
        "It is a job that runs on %s, where their ports are others than here.".formatted(host),
        Remedy.of("Use a container engine of this machine for it."),
        USE_EMBEDDED);
  }

  static Problem sshFromWindows(DockerHost host) {
    return Problem.of(
        "A container engine over SSH cannot be used from Windows yet",
        "%s needs a unix socket of this machine, which the client library opens on Linux and macOS only."
            .formatted(host),
        Remedy.of("Run DragonCode in WSL."),
        USE_EMBEDDED);
  }

  static Problem registrySilent(EmulatorSpec spec, String image, String why) {
    return Problem.of(
        spec.name() + " has no image here and none can be fetched",
        "The image %s is not local, and %s.".formatted(image, why),
        Remedy.of("Check the network connection."),
        Remedy.of("Set a mirror that has the image: " + ImageSources.MIRROR_VARIABLE + "."),
        USE_EMBEDDED);
  }

  static Problem imageMissingOffline(EmulatorSpec spec, String image) {
    return Problem.of(
        spec.name() + " has no image here, and DragonCode is offline",
        "The container engine does not have %s, and no registry is asked.".formatted(image),
        Remedy.of(
            "On a machine that has it: dragoncode images export images.tar %s; then here: dragoncode"
                    .formatted(spec.id())
                + " images import images.tar"),
        Remedy.of("Let DragonCode use the network: Settings, Offline; or leave --offline out."),
        USE_EMBEDDED);
  }

  /** Why a candidate does not answer. */
  static Problem unreachable(DockerHost host, Throwable failure) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    String text = text(failure);
    if (text.contains("permission denied") || has(failure, AccessDeniedException.class)) {
      return Problem.of(
              "Your account may not use the container engine",
              "Opening %s was refused: permission denied.".formatted(host),
              Remedy.of(
                  "Join the group docker, then log in again: sudo usermod -aG docker $USER",
                  new Remedy.OpenLink(GROUP)),
              USE_EMBEDDED)
          .causedBy(failure);
    }
    String reason =
        failure instanceof EngineCalls.TooLate ? failure.getMessage() : lastMessage(failure);
    return Problem.of(
            "The container engine does not answer",
            "%s: %s.".formatted(host, reason),
            host.overSsh()
                ? Remedy.of(
                    "Try in a terminal: ssh %s docker version"
                        .formatted(SshAddress.of(host.address())))
                : Remedy.of("Start or restart the container engine; it is noticed by itself."),
            USE_EMBEDDED)
        .causedBy(failure);
  }

  /**
   * Why the engine could not do what it was asked.
   *
   * @param title what could not be done
   * @param image the image concerned
   */
  static Problem of(String title, String image, DockerHost host, Throwable failure) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    String text = text(failure);
    if (!answered(failure)
        && (has(failure, IOException.class) || failure instanceof EngineCalls.TooLate)) {
      return stoppedAnswering(title, host, failure);
    }
    Matcher port = TAKEN_PORT.matcher(text);
    if (port.find()) {
      return portTaken(title, port.group(1)).causedBy(failure);
    }
    return byText(title, image, text)
        .orElseGet(() ->
            Problem.of(
                title,
                "The container engine says: " + message(failure),
                Remedy.of("Look into the container engine's own log."),
                USE_EMBEDDED))
        .causedBy(failure);
  }

  /** Whether the engine itself reports the failure, so that the connection to it is sound. */
  static boolean answered(Throwable failure) {
    return failure instanceof DockerException
        || failure instanceof DockerClientException
        || failure instanceof ProblemException;
  }

  /** Whether a pull failed for a reason that another registry may not have. */
  static boolean anotherRegistryMayHelp(Throwable failure) {
    String text = text(failure);
    return exhausted(text) || silent(text);
  }

  private static boolean exhausted(String text) {
    return text.contains("toomanyrequests") || text.contains("rate limit");
  }

  private static boolean silent(String text) {
    return text.contains("dial tcp")
        || text.contains("no such host")
        || text.contains("tls handshake timeout")
        || text.contains("client.timeout")
        || text.contains("connection refused")
        || text.contains("i/o timeout");
  }

  private static Optional<Problem> byText(String title, String image, String text) {
    if (text.contains("no space left on device") || text.contains("not enough space")) {
      return problem(
          title,
          "The container engine's disk is full.",
          "Free space: docker system prune removes what no container uses.");
    }
    if (exhausted(text)) {
      return problem(
          title,
          "The registry's pull limit is reached for " + image + ".",
          "Log in, which raises the limit: docker login",
          "Set a mirror that has the image: " + ImageSources.MIRROR_VARIABLE + ".",
          "Wait until the limit resets.");
    }
    if (text.contains("manifest unknown")
        || text.contains("no such image")
        || (text.contains("not found") && (text.contains("manifest") || text.contains("tag")))) {
      return problem(
          title,
          "There is no image " + image + ".",
          "Check the name and the tag in the catalog entry or in dragoncode.yaml.");
    }
    if (text.contains("pull access denied")
        || text.contains("unauthorized")
        || text.contains("access to the resource is denied")
        || text.contains("no basic auth credentials")) {
      return problem(
          title,
          "The registry refuses " + image + ": it does not exist there or needs a login.",
          "Check the image's name.",
          "Log in to its registry: docker login " + ImageName.parse(image).registry());
    }
    if (silent(text)) {
      return problem(
          title,
          "The container engine cannot reach " + ImageName.parse(image).registry() + ".",
          "Check the network connection and the engine's proxy settings.",
          "Set a mirror that has the image: " + ImageSources.MIRROR_VARIABLE + ".");
    }
    if (text.contains("no matching manifest")) {
      return problem(
          title,
          image + " is not made for this machine's processor.",
          "Choose another image in dragoncode.yaml.");
    }
    if (text.contains("is already in use by container")) {
      return problem(
          title,
          "A container of the same name exists: this project's emulators already run, perhaps for"
              + " another window or command.",
          "Stop them there, or with: dragoncode down");
    }
    return Optional.empty();
  }

  private static Problem portTaken(String title, String port) {
    return Problem.of(
        title,
        "Port " + port + " is taken by another program.",
        Remedy.of("Stop the program that listens on " + port + "."),
        Remedy.of("Choose another port for it in dragoncode.yaml."));
  }

  private static Problem stoppedAnswering(String title, DockerHost host, Throwable failure) {
    return Problem.of(
            title,
            "The container engine stopped answering at " + host + ".",
            Remedy.of("Start or restart the container engine; it is noticed by itself."),
            USE_EMBEDDED)
        .causedBy(failure);
  }

  private static Optional<Problem> problem(String title, String reason, String... remedies) {
    List<Remedy> all =
        Stream.concat(Arrays.stream(remedies).map(Remedy::of), Stream.of(USE_EMBEDDED)).toList();
    return Optional.of(new Problem(title, reason, all, Optional.empty(), Optional.empty()));
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /** All messages of the chain in lower case, to look for known words. */
  private static String text(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      text.append(t.getMessage()).append('\n');
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static String lastMessage(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }

  /** The engine's own words, out of the JSON around them. */
  private static String message(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    Matcher json = JSON_MESSAGE.matcher(text);
    String message = json.find() ? json.group(1).replace("\\\"", "\"") : text.strip();
    return message.endsWith(".") ? message : message + ".";
  }
}
