package dev.dragoncode.emulators.engine.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.process.ProcessStart;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance written into the cluster, so that any later run of the app knows it. It is a secret
 * since the parameters stand in it, and is made before all else of the instance.
 */
final class InstanceRecord {

  static final String PART = "instance";

  private static final Logger LOG = LoggerFactory.getLogger(InstanceRecord.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Integer>> PORTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

  private InstanceRecord() {}

  static Instance instance(
      StartRequest request, String namespace, String image, Instant startedAt) {
    return new Instance(
        namespace + "/" + request.spec().id(),
        EngineKind.KUBERNETES,
        request.spec().id(),
        request.owner(),
        image,
        request.ports(),
        request.parameters(),
        startedAt);
  }

  static String namespace(Instance instance) {
    return instance.id().substring(0, instance.id().indexOf('/'));
  }

  static String name(String emulator) {
    return emulator + "-instance";
  }

  static Map<String, Integer> targets(EmulatorSpec spec) {
    Map<String, Integer> targets = new LinkedHashMap<>();
    spec.ports().forEach(port -> targets.put(port.name(), port.containerPort()));
    return targets;
  }

  static Secret write(Instance instance, StartRequest request) {
    Ownership owner = instance.owner();
    Map<String, String> data = new LinkedHashMap<>();
    data.put("emulator", instance.emulator());
    data.put("session", owner.session());
    data.put("pid", String.valueOf(owner.pid()));
    data.put("process-start", owner.processStart().token());
    data.put("project", owner.project().toString());
    data.put("config-hash", owner.configHash());
    data.put("warm", String.valueOf(owner.warm()));
    data.put("ports", json(instance.ports()));
    data.put("targets", json(targets(request.spec())));
    data.put("parameters", json(instance.parameters()));
    data.put("started-at", instance.startedAt().toString());
    data.put("image", instance.artifact());
    data.put("data", request.data().toString());
    Map<String, String> encoded = new LinkedHashMap<>();
    data.forEach((key, value) ->
        encoded.put(
            key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name(instance.emulator()))
        .withNamespace(namespace(instance))
        .withLabels(PodRecipe.labels(instance.emulator()))
        .addToLabels(PodRecipe.PART, PART)
        .endMetadata()
        .withData(encoded)
        .build();
  }

  /** Empty where the record is not as this app writes it. */
  static Optional<Instance> read(Secret secret) {
    try {
      Ownership owner =
          new Ownership(
              value(secret, "session"),
              Long.parseLong(value(secret, "pid")),
              new ProcessStart(value(secret, "process-start")),
              Path.of(value(secret, "project")),
              value(secret, "config-hash"),
              Boolean.parseBoolean(value(secret, "warm")));
      String emulator = value(secret, "emulator");
      return Optional.of(
          new Instance(
              secret.getMetadata().getNamespace() + "/" + emulator,
              EngineKind.KUBERNETES,
              emulator,
              owner,
              value(secret, "image"),
              JSON.readValue(value(secret, "ports"), PORTS),
              JSON.readValue(value(secret, "parameters"), PARAMETERS),
              Instant.parse(value(secret, "started-at"))));
    } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
      LOG.warn("The record {} cannot be read: {}", secret.getMetadata().getName(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether the record is of this very start, not of a later one of the same emulator. */
  static boolean of(Secret secret, Instance instance) {
    return value(secret, "started-at").equals(instance.startedAt().toString());
  }

  static Map<String, Integer> targets(Secret secret) {
    try {
      return JSON.readValue(value(secret, "targets"), PORTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The record names no targets", e);
    }
  }

  /** The run's private folder on the machine that started it. */
  static Path data(Secret secret) {
    return Path.of(value(secret, "data"));
  }

  private static String value(Secret secret, String key) {
    String encoded = secret.getData() == null ? null : secret.getData().get(key);
    if (encoded == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private static String json(Map<String, ?> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of texts and numbers is always JSON", e);
    }
  }
}
