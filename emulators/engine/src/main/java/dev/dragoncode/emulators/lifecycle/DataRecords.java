package dev.dragoncode.emulators.lifecycle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which data sets of a project count, in one file that is replaced as a whole: whatever changes
 * several emulators' data changes it for all of them or for none.
 */
final class DataRecords {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path file;

  /**
   * @param sets the folder of the project's sets
   */
  DataRecords(Path sets) {
    this.file = sets.resolve("data.json");
  }

  /**
   * By key.
   *
   * @throws dev.dragoncode.problem.ProblemException if the file cannot be read: taking that for "no
   *     data" would lose it
   */
  Map<String, KeptData> read() {
    try {
      Map<String, KeptData> all = new LinkedHashMap<>();
      for (JsonNode node : JSON.readTree(Files.readAllBytes(file)).required("sets")) {
        KeptData data = fromJson(node);
        all.put(data.key(), data);
      }
      return all;
    } catch (NoSuchFileException e) {
      return new LinkedHashMap<>();
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.of(
              "The record of the emulators' data cannot be read",
              file + ": " + e.getMessage(),
              Remedy.of("Put the file back from a backup."),
              Remedy.of("Delete it: the emulators then start with fresh data."))
          .causedBy(e)
          .asException();
    }
  }

  void write(Map<String, KeptData> all) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode list = node.putArray("sets");
    all.values().forEach(data -> list.add(toJson(data)));
    try {
      PrivateFolders.create(file.resolveSibling(".").normalize());
      AtomicFiles.write(file, JSON.writeValueAsBytes(node));
    } catch (IOException e) {
      throw FileGuard.unusable(file, e).asException();
    }
  }

  static ObjectNode toJson(KeptData data) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("emulator", data.emulator())
            .put("engine", data.engine().name())
            .put("generation", data.generation())
            .put("made", data.made())
            .put("lasting", data.lasting())
            .put("artifact", data.artifact())
            .put("seeds", data.seeds());
    node.set("parameters", JSON.valueToTree(data.parameters()));
    return node;
  }

  static KeptData fromJson(JsonNode node) {
    return new KeptData(
        node.required("emulator").asText(),
        EngineKind.valueOf(node.required("engine").asText()),
        node.required("generation").asText(),
        node.required("made").asBoolean(),
        node.required("lasting").asBoolean(),
        node.required("artifact").asText(),
        JSON.convertValue(node.required("parameters"), TEXTS),
        node.required("seeds").asText());
  }
}
