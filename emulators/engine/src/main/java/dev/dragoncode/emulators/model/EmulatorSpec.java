package dev.dragoncode.emulators.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param job whether it does its work and ends: exit code 0 is then its success, and nothing
 *     answers
 * @param seed files and folders below the project that fresh data is filled from
 * @param probing how its probes are repeated
 * @param browse how a data browser sees what it holds; empty where the protocol of a readiness
 *     probe tells that
 * @param observe what of it a person can see
 * @param preferred the back end that stands first in the entry: where both are possible, it is the
 *     one that is taken
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
    boolean job,
    List<String> seed,
    Probing probing,
    Optional<Browse> browse,
    Observe observe,
    EngineKind preferred) {

  /** The same entry with another tag of its image. An embedded engine keeps its one version. */
  public EmulatorSpec withImageTag(String tag) {
    return with(container.map(c -> c.withTag(tag)), lifecycle);
  }

  /** The same entry, whose data is kept for another time. */
  public EmulatorSpec withLifecycle(Lifecycle other) {
    return with(container, other);
  }

  /** The same entry with more to serve: back ends, ports and variables that know of it. */
  public EmulatorSpec serving(
      Optional<ContainerBackend> otherContainer,
      Optional<EmbeddedBackend> otherEmbedded,
      List<PortSpec> otherPorts,
      Map<Dialect, Map<String, String>> otherConnect) {
    return with(otherContainer, otherEmbedded, otherPorts, otherConnect, lifecycle);
  }

  private EmulatorSpec with(Optional<ContainerBackend> otherContainer, Lifecycle otherLifecycle) {
    return with(otherContainer, embedded, ports, connect, otherLifecycle);
  }

  private EmulatorSpec with(
      Optional<ContainerBackend> otherContainer,
      Optional<EmbeddedBackend> otherEmbedded,
      List<PortSpec> otherPorts,
      Map<Dialect, Map<String, String>> otherConnect,
      Lifecycle otherLifecycle) {
    return new EmulatorSpec(
        id,
        name,
        category,
        icon,
        licence,
        docs,
        match,
        otherContainer,
        otherEmbedded,
        otherPorts,
        parameters,
        readiness,
        dependsOn,
        otherConnect,
        client,
        startTimeout,
        stopGrace,
        otherLifecycle,
        liveness,
        job,
        seed,
        probing,
        browse,
        observe,
        preferred);
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
   * The container that serves it.
   *
   * @param image with a pinned tag
   * @param command replaces the image's own command where not empty
   * @param mounts project files that the container reads
   * @param memoryBytes limit; empty for none
   * @param data absolute paths in the container whose content is kept and goes into snapshots
   * @param stopSignal what ends it politely, such as {@code SIGINT}; the image's own where absent
   * @param mirrors names of the same image in other registries, for when the first does not answer
   *     or has had enough of this machine; each with the same tag
   * @param build how this app makes the image itself; empty where a registry has it
   */
  public record ContainerBackend(
      String image,
      List<String> command,
      Map<String, String> environment,
      List<Mount> mounts,
      List<String> tmpfs,
      Optional<Long> memoryBytes,
      List<String> gaps,
      List<String> data,
      Optional<String> stopSignal,
      List<String> mirrors,
      Optional<Build> build) {

    /** The same container from another tag of its image. */
    public ContainerBackend withTag(String tag) {
      return new ContainerBackend(
          tagged(image, tag),
          command,
          environment,
          mounts,
          tmpfs,
          memoryBytes,
          gaps,
          data,
          stopSignal,
          mirrors.stream().map(mirror -> tagged(mirror, tag)).toList(),
          build);
    }

    /** The same container with another command, that reads more files. */
    public ContainerBackend with(List<String> otherCommand, List<Mount> more) {
      return new ContainerBackend(
          image,
          otherCommand,
          environment,
          Stream.concat(mounts.stream(), more.stream()).toList(),
          tmpfs,
          memoryBytes,
          gaps,
          data,
          stopSignal,
          mirrors,
          build);
    }

    private static String tagged(String image, String tag) {
      int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
      return (colon < 0 ? image : image.substring(0, colon)) + ":" + tag;
    }
  }

  /**
   * An image that this app makes of a module of its own.
   *
   * @param base the image with a Java runtime that it stands on: a build argument
   * @param mainClass of the module, whose libraries go into it
   */
  public record Build(String base, String mainClass) {}

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
   * @param artifacts Maven coordinates, none for what is a part of the app, resolved at run time;
   *     their run-time dependencies come along unless {@code transitive} is off
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
      List<String> data) {

    /** The same engine, started otherwise. */
    public EmbeddedBackend with(Launch other) {
      return new EmbeddedBackend(
          artifacts, prepare, other, stop, environment, memoryBytes, platforms, gaps, data);
    }

    /** What stands for the artifact of a back end that is a part of the app. */
    public static final String OWN = "DragonCode's own";
  }

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
   * @param preferred the product's usual port
   */
  public record PortSpec(String name, int containerPort, int preferred, Lease lease) {

    /** Which port it gets on this machine, where dragoncode.yaml names none. */
    public enum Lease {
      /** One of its own, the same at each start in a folder. */
      STABLE,
      /** Any free one, another at each start. */
      EPHEMERAL,
      /** The product's usual one, or none. */
      FIXED
    }
  }

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

  /**
   * How probes are repeated.
   *
   * @param timeout of one attempt
   * @param interval the longest pause between two attempts of a start
   * @param every from one look at an emulator that is ready to the next
   */
  public record Probing(Duration timeout, Duration interval, Duration every) {

    /**
     * An emulator that serves answers on loopback far faster than that, and one that hangs must not
     * hold up the others; a start may seem to take too long by a tenth of a second; some servers
     * log each connection, so one that is ready is not asked more often than every five seconds.
     */
    public static final Probing USUAL =
        new Probing(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(5));
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
