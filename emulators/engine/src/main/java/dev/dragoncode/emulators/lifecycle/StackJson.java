package dev.dragoncode.emulators.lifecycle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stack's snapshot as JSON and back, without readings and without exceptions. */
final class StackJson {

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, String>> TEXT_MAP =
      new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();

  ObjectNode write(StackSnapshot stack) {
    ObjectNode node = json.createObjectNode();
    node.put("version", stack.version());
    node.put("preference", stack.preference().name());
    node.set("docker", writeStatus(stack.docker()));
    var emulators = node.putArray("emulators");
    stack.emulators().forEach(emulator -> emulators.add(writeEmulator(emulator)));
    return node;
  }

  StackSnapshot read(JsonNode node) {
    List<EmulatorSnapshot> emulators = new ArrayList<>();
    node.required("emulators").forEach(item -> emulators.add(readEmulator(item)));
    return new StackSnapshot(
        node.required("version").asLong(),
        readStatus(node.required("docker")),
        EnginePreference.valueOf(node.required("preference").asText()),
        emulators);
  }

  private ObjectNode writeStatus(EngineStatus status) {
    ObjectNode node = json.createObjectNode();
    switch (status) {
      case EngineStatus.Unknown _ -> {}
      case EngineStatus.Available available ->
          node.putObject("available")
              .put("name", available.name())
              .put("version", available.version())
              .put("where", available.where());
      case EngineStatus.Unavailable unavailable ->
          node.set("unavailable", writeProblem(unavailable.problem()));
    }
    return node;
  }

  private EngineStatus readStatus(JsonNode node) {
    if (node.has("available")) {
      JsonNode fields = node.required("available");
      return new EngineStatus.Available(
          text(fields, "name"), text(fields, "version"), text(fields, "where"));
    }
    return node.has("unavailable")
        ? new EngineStatus.Unavailable(readProblem(node.required("unavailable")))
        : new EngineStatus.Unknown();
  }

  private ObjectNode writeEmulator(EmulatorSnapshot emulator) {
    ObjectNode node = json.createObjectNode();
    node.put("id", emulator.id());
    node.put("name", emulator.name());
    node.put("icon", emulator.icon());
    node.set("state", writeState(emulator.state()));
    emulator.artifact().ifPresent(artifact -> node.put("artifact", artifact));
    emulator.client().ifPresent(client -> node.put("client", client));
    emulator.page().ifPresent(page -> node.put("page", page));
    emulator.digest().ifPresent(digest -> node.set("digest", writeDigest(digest)));
    emulator
        .choice()
        .ifPresent(choice ->
            node.putObject("choice").put("engine", choice.kind().name()).put("why", choice.why()));
    node.set("endpoints", writeEndpoints(emulator.endpoints()));
    ObjectNode variables = node.putObject("variables");
    emulator
        .variables()
        .forEach((dialect, values) -> variables.set(dialect.name(), json.valueToTree(values)));
    if (!emulator.seeds().equals(EmulatorSnapshot.Seeds.NONE)) {
      node.set("seeds", json.valueToTree(emulator.seeds().from()));
      node.put("seedsChanged", emulator.seeds().changed());
    }
    node.set("gaps", json.valueToTree(emulator.gaps()));
    node.set("why", json.valueToTree(emulator.why()));
    node.set("drills", DrillJson.write(emulator.drills()));
    return node;
  }

  private EmulatorSnapshot readEmulator(JsonNode node) {
    Map<Dialect, Map<String, String>> variables = new EnumMap<>(Dialect.class);
    node.required("variables")
        .properties()
        .forEach(entry ->
            variables.put(
                Dialect.valueOf(entry.getKey()), json.convertValue(entry.getValue(), TEXT_MAP)));
    Optional<EngineChoice> choice =
        Optional.ofNullable(node.get("choice"))
            .map(fields ->
                new EngineChoice(EngineKind.valueOf(text(fields, "engine")), text(fields, "why")));
    return new EmulatorSnapshot(
        text(node, "id"),
        text(node, "name"),
        text(node, "icon"),
        readState(node.required("state")),
        Optional.ofNullable(node.get("artifact")).map(JsonNode::asText),
        choice,
        readEndpoints(node.required("endpoints")),
        variables,
        Optional.ofNullable(node.get("client")).map(JsonNode::asText),
        json.convertValue(node.required("gaps"), TEXTS),
        json.convertValue(node.required("why"), TEXTS),
        Optional.empty(),
        List.of(),
        Optional.ofNullable(node.get("digest")).map(StackJson::readDigest),
        node.has("seeds")
            ? new EmulatorSnapshot.Seeds(
                json.convertValue(node.required("seeds"), TEXTS),
                node.path("seedsChanged").asBoolean())
            : EmulatorSnapshot.Seeds.NONE,
        DrillJson.readDrills(node.get("drills")),
        Optional.ofNullable(node.get("page")).map(JsonNode::asText));
  }

  private ObjectNode writeDigest(ImageDigest digest) {
    ObjectNode node = json.createObjectNode();
    node.put("digest", digest.digest()).put("since", digest.since().toString());
    digest
        .before()
        .ifPresent(before ->
            node.put("before", before.digest()).put("beforeSince", before.since().toString()));
    return node;
  }

  private static ImageDigest readDigest(JsonNode node) {
    Optional<ImageDigest.Before> before =
        Optional.ofNullable(node.get("before"))
            .map(digest ->
                new ImageDigest.Before(digest.asText(), Instant.parse(text(node, "beforeSince"))));
    return new ImageDigest(text(node, "digest"), since(node), before);
  }

  private JsonNode writeEndpoints(List<Endpoint> endpoints) {
    return json.valueToTree(endpoints);
  }

  private List<Endpoint> readEndpoints(JsonNode node) {
    List<Endpoint> endpoints = new ArrayList<>();
    node.forEach(item ->
        endpoints.add(
            new Endpoint(text(item, "name"), text(item, "host"), item.required("port").asInt())));
    return endpoints;
  }

  private ObjectNode writeState(EmulatorState state) {
    ObjectNode node = json.createObjectNode();
    node.put("word", state.word());
    switch (state) {
      case EmulatorState.Waiting waiting -> node.set("on", json.valueToTree(waiting.on()));
      case EmulatorState.Pulling pulling ->
          node.put("done", pulling.progress().doneBytes())
              .put("total", pulling.progress().totalBytes())
              .put("what", pulling.progress().what());
      case EmulatorState.Starting starting -> node.put("probe", starting.probe());
      case EmulatorState.Ready ready -> {
        node.set("endpoints", writeEndpoints(ready.endpoints()));
        node.put("since", ready.since().toString());
      }
      case EmulatorState.Unhealthy unhealthy -> {
        node.put("reason", unhealthy.reason());
        node.set("endpoints", writeEndpoints(unhealthy.endpoints()));
        node.put("since", unhealthy.since().toString());
      }
      case EmulatorState.Failed failed -> node.set("problem", writeProblem(failed.problem()));
      case EmulatorState.EngineUnavailable unavailable ->
          node.set("problem", writeProblem(unavailable.problem()));
      case EmulatorState.Stopped stopped -> node.put("completed", stopped.completed());
      case EmulatorState.NotStarted _, EmulatorState.Stopping _ -> {}
    }
    return node;
  }

  private EmulatorState readState(JsonNode node) {
    String word = text(node, "word");
    return switch (word) {
      case "notstarted" -> new EmulatorState.NotStarted();
      case "waiting" ->
          new EmulatorState.Waiting(Set.copyOf(json.convertValue(node.required("on"), TEXTS)));
      case "pulling" ->
          new EmulatorState.Pulling(
              new PullProgress(
                  node.required("done").asLong(),
                  node.required("total").asLong(),
                  text(node, "what")));
      case "starting" -> new EmulatorState.Starting(text(node, "probe"));
      case "ready" -> new EmulatorState.Ready(endpoints(node), since(node));
      case "unhealthy" ->
          new EmulatorState.Unhealthy(text(node, "reason"), endpoints(node), since(node));
      case "stopping" -> new EmulatorState.Stopping();
      case "stopped" -> new EmulatorState.Stopped(node.path("completed").asBoolean());
      case "failed" -> new EmulatorState.Failed(readProblem(node.required("problem")));
      case "engineunavailable" ->
          new EmulatorState.EngineUnavailable(readProblem(node.required("problem")));
      default -> throw new IllegalArgumentException("No state is called " + word);
    };
  }

  private List<Endpoint> endpoints(JsonNode node) {
    return readEndpoints(node.required("endpoints"));
  }

  private static Instant since(JsonNode node) {
    return Instant.parse(text(node, "since"));
  }

  ObjectNode writeProblem(Problem problem) {
    ObjectNode node = json.createObjectNode();
    node.put("title", problem.title());
    node.put("reason", problem.reason());
    node.set("remedies", json.valueToTree(problem.remedies().stream().map(Remedy::text).toList()));
    return node;
  }

  Problem readProblem(JsonNode node) {
    List<String> remedies = json.convertValue(node.required("remedies"), TEXTS);
    return new Problem(
        text(node, "title"),
        text(node, "reason"),
        remedies.stream().map(Remedy::of).toList(),
        Optional.empty(),
        Optional.empty());
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asText();
  }
}
