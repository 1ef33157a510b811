package dev.dragoncode.emulators.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.process.ProcessStart;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance written into its container's labels, so that any later run of the app knows it.
 *
 * <p>The parameters stand there with their secrets. Whoever may read labels may read the
 * container's environment as well, where the same secrets are, and is root on the engine anyway.
 */
final class ContainerLabels {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLabels.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Integer>> PORTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

  private static final String PREFIX = "dev.dragoncode.";

  /** What every container of ours has. */
  static final String EMULATOR = PREFIX + "emulator";

  static final String PROJECT = PREFIX + "project";
  private static final String SESSION = PREFIX + "session";
  private static final String PID = PREFIX + "pid";
  private static final String PROCESS_START = PREFIX + "process-start";
  private static final String CONFIG_HASH = PREFIX + "config-hash";
  private static final String WARM = PREFIX + "warm";
  private static final String PORT_LIST = PREFIX + "ports";
  private static final String PARAMETER_LIST = PREFIX + "parameters";
  private static final String STARTED_AT = PREFIX + "started-at";
  private static final String IMAGE = PREFIX + "image";

  private static final String CONTAINER_PORTS = PREFIX + "container-ports";

  /** Whose it is on an engine that several machines use; absent on a machine's own engine. */
  static final String MACHINE = PREFIX + "machine";

  /** The run's private folder, which goes with the container. */
  static final String DATA = PREFIX + "data";

  private ContainerLabels() {}

  static Map<String, String> of(
      StartRequest request, String image, Instant startedAt, Machine machine) {
    Ownership owner = request.owner();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(EMULATOR, request.spec().id());
    labels.put(SESSION, owner.session());
    labels.put(PID, String.valueOf(owner.pid()));
    labels.put(PROCESS_START, owner.processStart().token());
    labels.put(PROJECT, owner.project().toString());
    labels.put(CONFIG_HASH, owner.configHash());
    labels.put(WARM, String.valueOf(owner.warm()));
    labels.put(PORT_LIST, json(request.ports()));
    labels.put(PARAMETER_LIST, json(request.parameters()));
    labels.put(STARTED_AT, startedAt.toString());
    labels.put(IMAGE, image);
    labels.put(DATA, request.data().toString());
    if (machine.isRemote()) {
      labels.put(MACHINE, machine.mark());
      labels.put(
          CONTAINER_PORTS,
          json(
              request.spec().ports().stream()
                  .collect(
                      Collectors.toMap(
                          EmulatorSpec.PortSpec::name, EmulatorSpec.PortSpec::containerPort))));
    }
    return labels;
  }

  /** The ports inside a container on another machine, by name. */
  static Map<String, Integer> containerPorts(Map<String, String> labels) {
    try {
      return JSON.readValue(labels.getOrDefault(CONTAINER_PORTS, "{}"), PORTS);
    } catch (JsonProcessingException e) {
      LOG.warn("A container's ports cannot be read from its labels: {}", e.getMessage());
      return Map.of();
    }
  }

  /** The instance behind a container; empty where the labels are not as this app writes them. */
  static Optional<Instance> read(String container, Map<String, String> labels) {
    try {
      Ownership owner =
          new Ownership(
              required(labels, SESSION),
              Long.parseLong(required(labels, PID)),
              new ProcessStart(required(labels, PROCESS_START)),
              Path.of(required(labels, PROJECT)),
              required(labels, CONFIG_HASH),
              Boolean.parseBoolean(required(labels, WARM)));
      return Optional.of(
          new Instance(
              container,
              EngineKind.DOCKER,
              required(labels, EMULATOR),
              owner,
              required(labels, IMAGE),
              JSON.readValue(required(labels, PORT_LIST), PORTS),
              JSON.readValue(required(labels, PARAMETER_LIST), PARAMETERS),
              Instant.parse(required(labels, STARTED_AT))));
    } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
      LOG.warn("Container {} has labels that cannot be read: {}", container, e.getMessage());
      return Optional.empty();
    }
  }

  private static String required(Map<String, String> labels, String key) {
    String value = labels.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the label " + key + " is missing");
    }
    return value;
  }

  private static String json(Map<String, ?> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of texts and numbers is always JSON", e);
    }
  }
}
