package dev.dragoncode.emulators.catalog;

import dev.dragoncode.emulators.engine.OwnModule;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Artifact;
import dev.dragoncode.emulators.model.EmulatorSpec.Build;
import dev.dragoncode.emulators.model.EmulatorSpec.Category;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.emulators.model.EmulatorSpec.EmbeddedBackend;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.emulators.model.EmulatorSpec.Lifecycle;
import dev.dragoncode.emulators.model.EmulatorSpec.Mount;
import dev.dragoncode.emulators.model.EmulatorSpec.ParameterSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Probing;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.Match;
import dev.dragoncode.emulators.model.Step;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes an {@link EmulatorSpec} of one YAML file; emulator.schema.json describes its fields. */
final class SpecReader {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern CONTAINER_PATH = Pattern.compile("(/[A-Za-z0-9._-]+)+");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z0-9+]+");
  private static final int MAX_PORT = 65_535;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "category",
          "icon",
          "licence",
          "docs",
          "match",
          "container",
          "embedded",
          "ports",
          "parameters",
          "readiness",
          "dependsOn",
          "connect",
          "client",
          "startTimeout",
          "stopGrace",
          "lifecycle",
          "liveness",
          "job",
          "seed",
          "probing",
          "browse",
          "observe");

  private SpecReader() {}

  /**
   * Reads one entry.
   *
   * @throws YamlException if the text is no YAML or no valid entry
   */
  static EmulatorSpec read(String text) throws YamlException {
    YamlFields fields = YamlFields.of(YamlNode.parse(text), FIELDS);
    String id = fields.text("id");
    if (!ID.matcher(id).matches()) {
      throw new YamlException(
          fields.placeOf("id"), "“" + id + "” is no id: lower-case letters, digits and hyphens");
    }
    boolean job = fields.flag("job", false);
    List<PortSpec> ports = ports(fields, job);
    EmulatorSpec spec =
        new EmulatorSpec(
            id,
            fields.text("name"),
            fields.word("category", Category.class),
            fields.text("icon"),
            fields.text("licence"),
            fields.link("docs"),
            match(fields),
            container(fields),
            embedded(fields),
            ports,
            parameters(fields),
            ProbeReader.read(fields, "readiness", ports),
            dependencies(fields),
            connect(fields),
            fields.optionalText("client"),
            fields.duration("startTimeout", START_TIMEOUT),
            fields.duration("stopGrace", STOP_GRACE),
            fields.has("lifecycle") ? fields.word("lifecycle", Lifecycle.class) : Lifecycle.PROJECT,
            ProbeReader.read(fields, "liveness", ports),
            job,
            fields.texts("seed"),
            probing(fields),
            BrowseReader.read(fields, ports),
            ObserveReader.read(fields),
            fields.isBefore("embedded", "container") ? EngineKind.EMBEDDED : EngineKind.DOCKER);
    ProbeReader.requireEnough(spec, fields);
    if (spec.container().isEmpty() && spec.embedded().isEmpty()) {
      throw new YamlException(fields.place(), "neither “container” nor “embedded” is there");
    }
    PlaceholderCheck.check(spec, fields);
    return spec;
  }

  private static Match match(YamlFields fields) throws YamlException {
    if (!fields.has("match")) {
      return new Match(List.of(), List.of(), List.of(), List.of());
    }
    YamlFields match =
        YamlFields.of(
            fields.required("match"),
            List.of("dependencies", "composeImages", "configKeys", "files"));
    return new Match(
        match.texts("dependencies"),
        match.texts("composeImages"),
        match.texts("configKeys"),
        match.texts("files"));
  }

  private static Optional<ContainerBackend> container(YamlFields fields) throws YamlException {
    if (!fields.has("container")) {
      return Optional.empty();
    }
    YamlFields container =
        YamlFields.of(
            fields.required("container"),
            List.of(
                "image",
                "command",
                "environment",
                "mounts",
                "tmpfs",
                "memory",
                "gaps",
                "data",
                "stopSignal",
                "mirrors",
                "build"));
    String image = container.text("image");
    if (!image.substring(image.lastIndexOf('/') + 1).contains(":")) {
      throw new YamlException(
          container.placeOf("image"), "“" + image + "” has no tag; pin one, such as :1.2");
    }
    return Optional.of(
        new ContainerBackend(
            image,
            container.texts("command"),
            container.textMap("environment"),
            container.items(
                "mounts",
                List.of("source", "target"),
                mount -> new Mount(mount.text("source"), mount.text("target"))),
            container.texts("tmpfs"),
            container.bytes("memory"),
            container.texts("gaps"),
            dataPaths(container, CONTAINER_PATH, "an absolute path in the container"),
            stopSignal(container),
            mirrors(container, image),
            build(container)));
  }

  private static Optional<Build> build(YamlFields container) throws YamlException {
    if (!container.has("build")) {
      return Optional.empty();
    }
    YamlFields build = YamlFields.of(container.required("build"), List.of("base", "mainClass"));
    String mainClass = build.text("mainClass");
    if (OwnModule.resource(mainClass + ".classpath").isEmpty()) {
      throw new YamlException(
          build.placeOf("mainClass"), "no module of DragonCode has the main class " + mainClass);
    }
    return Optional.of(new Build(build.text("base"), mainClass));
  }

  private static List<String> mirrors(YamlFields container, String image) throws YamlException {
    String tag = image.substring(image.lastIndexOf(':'));
    for (String mirror : container.texts("mirrors")) {
      if (!mirror.endsWith(tag)) {
        throw new YamlException(
            container.placeOf("mirrors"), "“%s” has another tag than %s".formatted(mirror, image));
      }
    }
    return container.texts("mirrors");
  }

  private static Optional<String> stopSignal(YamlFields container) throws YamlException {
    Optional<String> signal = container.optionalText("stopSignal");
    if (signal.isPresent() && !SIGNAL.matcher(signal.get()).matches()) {
      throw new YamlException(
          container.placeOf("stopSignal"), "“stopSignal” is a name such as SIGINT");
    }
    return signal;
  }

  private static Optional<EmbeddedBackend> embedded(YamlFields fields) throws YamlException {
    if (!fields.has("embedded")) {
      return Optional.empty();
    }
    YamlFields embedded =
        YamlFields.of(
            fields.required("embedded"),
            List.of(
                "artifacts",
                "prepare",
                "launch",
                "stop",
                "environment",
                "memory",
                "platforms",
                "gaps",
                "data"));
    List<Artifact> artifacts =
        embedded.items(
            "artifacts",
            List.of("coordinates", "transitive", "sha256", "platforms"),
            artifact ->
                new Artifact(
                    artifact.text("coordinates"),
                    artifact.flag("transitive", true),
                    artifact.textMap("sha256"),
                    artifact.texts("platforms")));
    return Optional.of(
        new EmbeddedBackend(
            artifacts,
            embedded.items(
                "prepare",
                List.of("run", "files", "input", "write", "text", "folder", "copy", "to"),
                SpecReader::step),
            launch(embedded),
            embedded.texts("stop"),
            embedded.textMap("environment"),
            embedded.bytes("memory").orElse(0L),
            embedded.texts("platforms"),
            embedded.texts("gaps"),
            dataPaths(embedded, FILE_NAME, "the name of a file or folder below ${data}")));
  }

  private static List<String> dataPaths(YamlFields backend, Pattern form, String what)
      throws YamlException {
    List<String> paths = backend.texts("data");
    for (String path : paths) {
      if (!form.matcher(path).matches()) {
        throw new YamlException(backend.placeOf("data"), "“" + path + "” is not " + what);
      }
    }
    return paths;
  }

  private static Step step(YamlFields step) throws YamlException {
    if (Stream.of("run", "write", "folder", "copy").filter(step::has).count() != 1) {
      throw new YamlException(
          step.place(), "a step has one of “run”, “write”, “folder” and “copy”");
    }
    if (step.has("run")) {
      return new Step.Run(step.texts("run"), step.texts("files"), step.optionalText("input"));
    }
    if (step.has("folder")) {
      return new Step.Folder(step.text("folder"));
    }
    return step.has("write")
        ? new Step.Write(step.text("write"), step.text("text"))
        : new Step.Copy(step.text("copy"), step.text("to"));
  }

  private static Launch launch(YamlFields embedded) throws YamlException {
    YamlFields launch = YamlFields.of(embedded.required("launch"), List.of("jvm", "native"));
    if (launch.has("jvm") == launch.has("native")) {
      throw new YamlException(launch.place(), "“launch” has either “jvm” or “native”");
    }
    if (launch.has("jvm")) {
      YamlFields jvm =
          YamlFields.of(launch.required("jvm"), List.of("mainClass", "flags", "arguments"));
      return new Launch.Jvm(jvm.text("mainClass"), jvm.texts("flags"), jvm.texts("arguments"));
    }
    YamlFields program = YamlFields.of(launch.required("native"), List.of("archives", "command"));
    return new Launch.Native(program.texts("archives"), program.texts("command"));
  }

  private static List<PortSpec> ports(YamlFields fields, boolean job) throws YamlException {
    List<PortSpec> ports =
        fields.items(
            "ports",
            List.of("name", "containerPort", "preferred", "lease"),
            port -> {
              int containerPort = port.integer("containerPort", 1, MAX_PORT);
              return new PortSpec(
                  port.text("name"),
                  containerPort,
                  port.has("preferred") ? port.integer("preferred", 1, MAX_PORT) : containerPort,
                  port.has("lease")
                      ? port.word("lease", PortSpec.Lease.class)
                      : PortSpec.Lease.STABLE);
            });
    if (ports.isEmpty() && !job) {
      throw new YamlException(fields.placeOf("ports"), "“ports” needs at least one port");
    }
    if (job && !ports.isEmpty()) {
      throw new YamlException(fields.placeOf("ports"), "a job has no “ports”: nobody talks to it");
    }
    if (ports.stream().map(PortSpec::name).distinct().count() < ports.size()) {
      throw new YamlException(fields.placeOf("ports"), "two ports have the same name");
    }
    return ports;
  }

  private static List<ParameterSpec> parameters(YamlFields fields) throws YamlException {
    return fields.items(
        "parameters",
        List.of("name", "description", "value", "secret", "boundToVolume"),
        parameter -> {
          boolean secret = parameter.flag("secret", false);
          Optional<String> value = parameter.optionalText("value");
          if (value.isEmpty() && !secret) {
            throw new YamlException(
                parameter.place(), "a parameter that is not secret needs a “value”");
          }
          return new ParameterSpec(
              parameter.text("name"),
              parameter.text("description"),
              value,
              secret,
              parameter.flag("boundToVolume", secret && value.isEmpty()));
        });
  }

  private static Probing probing(YamlFields fields) throws YamlException {
    if (!fields.has("probing")) {
      return Probing.USUAL;
    }
    YamlFields probing =
        YamlFields.of(fields.required("probing"), List.of("timeout", "interval", "every"));
    return new Probing(
        probing.duration("timeout", Probing.USUAL.timeout()),
        probing.duration("interval", Probing.USUAL.interval()),
        probing.duration("every", Probing.USUAL.every()));
  }

  private static List<Dependency> dependencies(YamlFields fields) throws YamlException {
    return fields.items(
        "dependsOn",
        List.of("id", "condition"),
        item ->
            new Dependency(
                item.text("id"),
                item.has("condition")
                    ? item.word("condition", Dependency.Condition.class)
                    : Dependency.Condition.READY));
  }

  private static Map<Dialect, Map<String, String>> connect(YamlFields fields) throws YamlException {
    Map<Dialect, Map<String, String>> connect = new EnumMap<>(Dialect.class);
    if (fields.has("connect")) {
      YamlFields dialects =
          YamlFields.of(fields.required("connect"), List.of("dotenv", "spring", "node"));
      for (String dialect : List.of("dotenv", "spring", "node")) {
        Map<String, String> variables = new LinkedHashMap<>(dialects.textMap(dialect));
        connect.put(
            YamlFields.word(dialect, dialects.placeOf(dialect), Dialect.class),
            Collections.unmodifiableMap(variables));
      }
    }
    return Collections.unmodifiableMap(connect);
  }
}
