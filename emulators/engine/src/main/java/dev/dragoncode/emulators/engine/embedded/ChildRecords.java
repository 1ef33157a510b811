package dev.dragoncode.emulators.engine.embedded;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.embedded.ChildRecord.ProcessId;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.process.ProcessStart;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of child processes, a JSON file each, readable by the user alone. */
final class ChildRecords {

  private static final Logger LOG = LoggerFactory.getLogger(ChildRecords.class);
  private static final String EXTENSION = ".json";

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  ChildRecords(Path folder) {
    this.folder = folder;
  }

  void write(ChildRecord record) {
    try {
      PrivateFolders.create(folder);
      AtomicFiles.writeUnforced(file(record.id()), json.writeValueAsBytes(toJson(record)));
    } catch (IOException e) {
      throw DiskProblems.of("write the record of " + record.emulator(), e).asException();
    }
  }

  Optional<ChildRecord> read(String id) {
    return read(file(id));
  }

  List<ChildRecord> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<ChildRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(EXTENSION))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(file -> read(file).ifPresent(records::add));
    } catch (IOException e) {
      throw DiskProblems.of("read the records in " + folder, e).asException();
    }
    return records;
  }

  /** With what a killed process had begun to write of it. */
  void remove(String id) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.deleteIfExists(file(id));
      try (DirectoryStream<Path> begun =
          Files.newDirectoryStream(folder, "." + id + EXTENSION + ".*.tmp")) {
        for (Path each : begun) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException e) {
      throw DiskProblems.of("remove the record of " + id, e).asException();
    }
  }

  private Path file(String id) {
    return folder.resolve(id + EXTENSION);
  }

  private Optional<ChildRecord> read(Path file) {
    try {
      return Optional.of(fromJson(json.readTree(Files.readAllBytes(file))));
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The record {} is unreadable and is left alone", file, e);
      return Optional.empty();
    }
  }

  private ObjectNode toJson(ChildRecord record) {
    ObjectNode node = json.createObjectNode();
    node.put("id", record.id());
    node.put("emulator", record.emulator());
    node.put("artifact", record.artifact());
    node.set("ports", json.valueToTree(record.ports()));
    node.set("parameters", json.valueToTree(record.parameters()));
    node.put("startedAt", record.startedAt().toString());
    node.put("data", record.data().toString());
    node.set("keep", json.valueToTree(record.keep()));
    node.set("stop", json.valueToTree(record.stop()));
    ObjectNode owner = node.putObject("owner");
    owner.put("session", record.owner().session());
    owner.put("pid", record.owner().pid());
    owner.put("processStart", record.owner().processStart().token());
    owner.put("project", record.owner().project().toString());
    owner.put("configHash", record.owner().configHash());
    owner.put("warm", record.owner().warm());
    record
        .process()
        .ifPresent(process -> {
          ObjectNode child = node.putObject("process");
          child.put("pid", process.pid());
          child.put("startedAt", process.start().token());
        });
    return node;
  }

  private ChildRecord fromJson(JsonNode node) {
    JsonNode owner = node.required("owner");
    return new ChildRecord(
        node.required("id").asText(),
        new Ownership(
            owner.required("session").asText(),
            owner.required("pid").asLong(),
            new ProcessStart(owner.required("processStart").asText()),
            Path.of(owner.required("project").asText()),
            owner.required("configHash").asText(),
            owner.required("warm").asBoolean()),
        node.required("emulator").asText(),
        node.required("artifact").asText(),
        json.convertValue(node.required("ports"), new TypeReference<Map<String, Integer>>() {}),
        json.convertValue(node.required("parameters"), new TypeReference<Map<String, String>>() {}),
        Instant.parse(node.required("startedAt").asText()),
        Path.of(node.required("data").asText()),
        json.convertValue(node.required("keep"), new TypeReference<List<String>>() {}),
        json.convertValue(node.required("stop"), new TypeReference<List<String>>() {}),
        Optional.ofNullable(node.get("process"))
            .map(process ->
                new ProcessId(
                    process.required("pid").asLong(),
                    new ProcessStart(process.required("startedAt").asText()))));
  }
}
