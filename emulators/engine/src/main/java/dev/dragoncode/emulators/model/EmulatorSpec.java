package dev.dragoncode.emulators.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A catalog entry: what an emulator is, on each back end. Read from YAML; never changes while it
 * runs.
 *
 * <p>Texts in commands, environments, arguments, steps and connection templates may hold {@code
 * ${name}} placeholders: {@code ${host}}, {@code ${port.NAME}} (published port), {@code
 * ${containerPort.NAME}}, {@code ${parameter.NAME}}, {@code ${data}} (a private folder of this
 * run), {@code ${project}} (the project's folder) and {@code ${home}} (where an embedded engine was
 * unpacked). {@code ${name|uri}} percent-encodes the value for an address, {@code ${name|sql}} is
 * for the quotes of an SQL text. A connection variable's name may hold {@code ${parameter.NAME}} as
 * well. {@link Placeholders} fills them in; an unknown placeholder is a problem of the catalog
 * entry.
 *
 * @param id lower-case, digits and hyphens; the key in dragoncode.yaml
 * @param icon an Ikonli literal, such as {@code fth-database}
 * @param embedded absent where no good artifact exists
 * @param dependsOn what must come first
 * @param startTimeout from the start of the process or container to ready
 * @param stopGrace from the polite signal to the hard one
 * @param lifecycle how long its data is kept
 * @param liveness what tells whether it is still well once it was ready; empty where the readiness
 *     probes tell that too
 * @param browse how a data browser sees what it holds; empty where the protocol of a readiness
 *     probe tells that
 */
public record EmulatorSpec(
    String id,
    String name,
    Category category,
    String icon,
    String licence,
    URI docs,
    Match match,
    Optional<ContainerBackend> container,
    Optional<EmbeddedBackend> embedded,
    List<PortSpec> ports,
    List<ParameterSpec> parameters,
    List<Probe> readiness,
    List<Dependency> dependsOn,
    Map<Dialect, Map<String, String>> connect,
    Optional<String> client,
    Duration startTimeout,
    Duration stopGrace,
    Lifecycle lifecycle,
    List<Probe> liveness,
    Optional<Browse> browse) {

  /** The same entry with another tag of its image. An embedded engine keeps its one version. */
  public EmulatorSpec withImageTag(String tag) {
    return with(container.map(c -> c.withTag(tag)), lifecycle);
  }

  /** The same entry, whose data is kept for another time. */
  public EmulatorSpec withLifecycle(Lifecycle other) {
    return with(container, other);
  }

  private EmulatorSpec with(Optional<ContainerBackend> otherContainer, Lifecycle otherLifecycle) {
    return new EmulatorSpec(
        id,
        name,
        category,
        icon,
        licence,
        docs,
        match,
        otherContainer,
        embedded,
        ports,
        parameters,
        readiness,
        dependsOn,
        connect,
        client,
        startTimeout,
        stopGrace,
        otherLifecycle,
        liveness,
        browse);
  }

  /** Where the emulator writes what is to be kept, on one back end; empty where nothing is. */
  public List<String> data(EngineKind engine) {
    return switch (engine) {
      case DOCKER -> container.map(ContainerBackend::data).orElse(List.of());
      case EMBEDDED -> embedded.map(EmbeddedBackend::data).orElse(List.of());
      case KUBERNETES -> List.of();
    };
  }

  /** How long an emulator's data is kept. */
  public enum Lifecycle {
    /** Until it is stopped. */
    SESSION,
    /** Until it is reset. */
    PROJECT
  }

  /** The templates of a dialect's variables, in the order of the entry; empty where it has none. */
  public Map<String, String> connect(Dialect dialect) {
    return connect.getOrDefault(dialect, Map.of());
  }

  /** The catalog's shelves. */
  public enum Category {
    DATABASE,
    CACHE,
    QUEUE,
    MAIL,
    STORAGE,
    IDENTITY,
    TELEMETRY,
    FLAGS,
    API
  }

  /**
   * What in a project suggests this emulator. A leading or trailing {@code *} stands for any text.
   *
   * @param dependencies {@code group:artifact} of Maven and Gradle, package names of npm, PyPI, and
   *     Go module paths
   * @param composeImages image names without registry, {@code library/} and tag
   * @param configKeys configuration keys and environment variables, as {@code key} or, where only
   *     some values suggest it, as {@code key=value}; a key matches however it is spelled: {@code
   *     spring.datasource.url} is {@code SPRING_DATASOURCE_URL}
   * @param files globs of paths in the project, as {@link
   *     java.nio.file.FileSystem#getPathMatcher(String)} reads them
   */
  public record Match(
      List<String> dependencies,
      List<String> composeImages,
      List<String> configKeys,
      List<String> files) {

    public Match {
      dependencies = List.copyOf(dependencies);
      composeImages = List.copyOf(composeImages);
      configKeys = List.copyOf(configKeys);
      files = List.copyOf(files);
    }

    /** Whether a dependency of this name, without its version, suggests the emulator. */
    public boolean suggestedByDependency(String name) {
      return dependencies.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /**
     * Whether an image suggests it, as it stands in a compose file: registry and tag are ignored.
     */
    public boolean suggestedByImage(String image) {
      String name = nameOf(image);
      return composeImages.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** Whether a configuration entry or environment variable suggests it. */
    public boolean suggestedByConfig(String key, String value) {
      return configKeys.stream().anyMatch(pattern -> matchesConfig(pattern, key, value));
    }

    private static boolean matchesConfig(String pattern, String key, String value) {
      int equals = pattern.indexOf('=');
      String keyPattern = equals < 0 ? pattern : pattern.substring(0, equals);
      return matches(relaxed(keyPattern), relaxed(key))
          && (equals < 0 || matches(pattern.substring(equals + 1), value));
    }

    private static String relaxed(String key) {
      return key.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }

    private static String nameOf(String image) {
      String name = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
      int tag = name.lastIndexOf(':');
      if (tag > name.lastIndexOf('/')) {
        name = name.substring(0, tag);
      }
      int slash = name.indexOf('/');
      if (slash > 0) {
        String first = name.substring(0, slash);
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
          name = name.substring(slash + 1);
        }
      }
      return name.startsWith("library/") ? name.substring("library/".length()) : name;
    }

    private static boolean matches(String pattern, String text) {
      boolean anyStart = pattern.startsWith("*");
      boolean anyEnd = pattern.length() > 1 && pattern.endsWith("*");
      String core = pattern.substring(anyStart ? 1 : 0, pattern.length() - (anyEnd ? 1 : 0));
      if (anyStart) {
        return anyEnd ? text.contains(core) : text.endsWith(core);
      }
      return anyEnd ? text.startsWith(core) : text.equals(core);
    }
  }

  /**
   * The container that serves it.
   *
   * @param image with a pinned tag
   * @param command replaces the image's own command where not empty
   * @param mounts project files that the container reads
   * @param memoryBytes limit; empty for none
   * @param data absolute paths in the container whose content is kept and goes into snapshots
   */
  public record ContainerBackend(
      String image,
      List<String> command,
      Map<String, String> environment,
      List<Mount> mounts,
      List<String> tmpfs,
      Optional<Long> memoryBytes,
      List<String> gaps,
      List<String> data) {

    /** The same container from another tag of its image. */
    public ContainerBackend withTag(String tag) {
      int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
      String name = colon < 0 ? image : image.substring(0, colon);
      return new ContainerBackend(
          name + ":" + tag, command, environment, mounts, tmpfs, memoryBytes, gaps, data);
    }
  }

  /**
   * A file or folder given to the emulator, skipped where the source does not exist. It is copied,
   * so the emulator cannot change the project, and it works with an engine on another machine too.
   *
   * @param source a path, usually below {@code ${project}}
   * @param target an absolute path in the container
   */
  public record Mount(String source, String target) {}

  /**
   * The child process that serves it.
   *
   * @param artifacts Maven coordinates, resolved at run time; their run-time dependencies come
   *     along unless {@code transitive} is off
   * @param prepare what is done in {@code ${data}} before the engine starts, in order; its result
   *     is kept and copied for the next start with the same steps
   * @param launch how the process starts
   * @param stop a command that ends it politely; empty where the system's own signal does
   * @param memoryBytes what it is expected to hold resident
   * @param platforms {@code os-arch} pairs that it runs on; empty for all
   * @param data names below {@code ${data}} whose content is kept and goes into snapshots; steps
   *     that run a command are for fresh data only
   */
  public record EmbeddedBackend(
      List<Artifact> artifacts,
      List<Step> prepare,
      Launch launch,
      List<String> stop,
      Map<String, String> environment,
      long memoryBytes,
      List<String> platforms,
      List<String> gaps,
      List<String> data) {}

  /**
   * A Maven artifact.
   *
   * @param coordinates {@code group:artifact[:extension[:classifier]]:version}; {@code
   *     ${platform.os}} and {@code ${platform.arch}} may stand in it
   * @param sha256 of the file in lower-case hex by platform ({@code linux-amd64}, or {@code any});
   *     a missing entry means that the repository's own checksum is all there is
   * @param platforms {@code os-arch} pairs that need it; empty for all
   */
  public record Artifact(
      String coordinates, boolean transitive, Map<String, String> sha256, List<String> platforms) {}

  /** One thing that is done before an embedded engine starts. */
  public sealed interface Step {

    /**
     * A command without a shell, run to its end.
     *
     * @param command the program and its arguments
     * @param files what it reads from its standard input first, in order
     * @param input what it reads from its standard input after the files
     */
    record Run(List<String> command, List<String> files, Optional<String> input) implements Step {}

    /** A text file, written for the user's eyes alone. */
    record Write(String file, String text) implements Step {}

    /** An empty folder. */
    record Folder(String folder) implements Step {}

    /**
     * A file or folder of the project, copied so that the engine cannot change it; skipped where it
     * does not exist.
     */
    record Copy(String source, String target) implements Step {}
  }

  /** How an embedded engine's process starts. */
  public sealed interface Launch {

    /**
     * A JVM of this app's own runtime.
     *
     * @param mainClass found on the artifacts' class path, or one of DragonCode's own launchers
     */
    record Jvm(String mainClass, List<String> jvmFlags, List<String> arguments) implements Launch {}

    /**
     * A native program, unpacked once from inside an artifact into {@code ${home}}.
     *
     * @param archives entries of the artifacts to unpack or copy, by entry name; {@code *} allowed;
     *     a path that ends in {@code /**} copies all that is below that folder, as it lies there
     * @param command the program, below {@code ${home}}, and its arguments; {@code *} in the
     *     program's name stands for any text
     */
    record Native(List<String> archives, List<String> command) implements Launch {}
  }

  /**
   * A listening port.
   *
   * @param name unique in the spec
   * @param containerPort inside the container
   * @param preferred the product's usual port, taken only where the user fixes it
   */
  public record PortSpec(String name, int containerPort, int preferred) {}

  /**
   * A setting of the emulator that dragoncode.yaml may change.
   *
   * @param value the default; for a secret without one, a random value is made for each run
   * @param boundToVolume whether data that was made with a value works with that one only; it then
   *     holds for as long as the data
   */
  public record ParameterSpec(
      String name,
      String description,
      Optional<String> value,
      boolean secret,
      boolean boundToVolume) {}

  /** What must answer before an emulator counts as ready. All of a spec's probes must pass. */
  public sealed interface Probe {

    /** A TCP connection is accepted. */
    record Tcp(String port) implements Probe {}

    /** GET answers with this status. */
    record Http(String port, String path, int status) implements Probe {}

    /** A line of the log matches the regular expression. */
    record Log(String regex) implements Probe {}

    /**
     * The product's own protocol answers. Where the spec has the parameters {@code user}, {@code
     * password} and {@code database}, the probe introduces itself with them as far as that leaves
     * no error in the product's log.
     *
     * @param name {@code postgresql}, {@code mysql}, {@code mongodb}, {@code redis}, {@code amqp},
     *     {@code amqp-1.0}, {@code kafka}, {@code mqtt} or {@code smtp}
     */
    record Protocol(String name, String port) implements Probe {}
  }

  /** How a data browser sees what an emulator holds. */
  public sealed interface Browse {

    /** Its data are read by this protocol, on the published port of this name. */
    record By(String protocol, String port) implements Browse {}

    /** It holds nothing that could be shown. */
    record Nothing(String reason) implements Browse {}
  }

  /** Another emulator and how far it must be. */
  public record Dependency(String id, Condition condition) {

    /** How far a dependency must be before the dependent starts. */
    public enum Condition {
      STARTED,
      READY,
      COMPLETED
    }
  }
}
