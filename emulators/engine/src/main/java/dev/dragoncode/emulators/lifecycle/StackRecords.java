package dev.dragoncode.emulators.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.process.ProcessStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stacks of all projects as files below the user's data folder, so that another process can see
 * and stop what one process runs. Readable by the user alone: connection variables hold passwords.
 */
public final class StackRecords {

  private static final Logger LOG = LoggerFactory.getLogger(StackRecords.class);

  private final ObjectMapper json = new ObjectMapper();
  private final StackJson stacks = new StackJson();
  private final StackFiles files;

  /**
   * @param home the user's data folder
   */
  public StackRecords(Path home) {
    this.files = new StackFiles(home);
  }

  /** The record of a project's stack, if it was ever run or left running and not cleaned up. */
  public Optional<StackRecord> read(Path project) {
    return readFile(files.record(StackFiles.real(project)));
  }

  /** Every record that can be read. */
  public List<StackRecord> all() {
    if (!Files.isDirectory(files.folder())) {
      return List.of();
    }
    List<StackRecord> records = new ArrayList<>();
    try (Stream<Path> found = Files.list(files.folder())) {
      found
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(file -> readFile(file).ifPresent(records::add));
    } catch (IOException e) {
      throw FileGuard.unusable(files.folder(), e).asException();
    }
    return records;
  }

  void write(StackRecord record) {
    ObjectNode node = json.createObjectNode();
    node.put("project", record.project().toString());
    node.put("at", record.at().toString());
    record
        .owner()
        .ifPresent(owner ->
            node.putObject("owner")
                .put("session", owner.id())
                .put("pid", owner.pid())
                .put("processStart", owner.processStart().token()));
    node.set("stack", stacks.write(record.stack()));
    try {
      PrivateFolders.create(files.folder());
      AtomicFiles.writeUnforced(files.record(record.project()), json.writeValueAsBytes(node));
    } catch (IOException e) {
      throw FileGuard.unusable(files.folder(), e).asException();
    }
  }

  void remove(Path project) {
    delete(files.record(project));
    delete(files.stopRequest(project));
    delete(files.halted(project));
    delete(files.drilled(project));
  }

  /** Writes down which emulators have a drill. */
  void writeDrilled(Path project, Set<String> ids) {
    if (ids.isEmpty()) {
      delete(files.drilled(project));
    } else {
      AtomicFiles.writeString(files.drilled(project), String.join("\n", ids));
    }
  }

  /** Emulators that had a drill when a session ended count as stopped for a moment from now on. */
  void haltDrilled(Path project) {
    List<String> drilled = readIds(files.drilled(project));
    if (!drilled.isEmpty()) {
      Set<String> halted = new LinkedHashSet<>(readHalted(project));
      halted.addAll(drilled);
      writeHalted(project, List.copyOf(halted));
      delete(files.drilled(project));
    }
  }

  /** Writes down which emulators are stopped for a moment only. */
  void writeHalted(Path project, List<String> ids) {
    AtomicFiles.writeString(files.halted(project), String.join("\n", ids));
  }

  /** Emulators that a session had stopped for a moment when it ended; mostly none. */
  List<String> readHalted(Path project) {
    return readIds(files.halted(project));
  }

  private static List<String> readIds(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream().filter(id -> !id.isBlank()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw FileGuard.unusable(file, e).asException();
    }
  }

  void removeHalted(Path project) {
    delete(files.halted(project));
  }

  /** Asks the owner of a project's stack to stop it. */
  void requestStop(Path project) {
    AtomicFiles.writeString(files.stopRequest(project), Instant.now().toString());
  }

  /** Whether the owner was asked to stop; asked once, it is answered once. */
  boolean takeStopRequest(Path project) {
    return delete(files.stopRequest(project));
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileGuard.unusable(file, e).asException();
    }
  }

  private Optional<StackRecord> readFile(Path file) {
    try {
      JsonNode node = json.readTree(Files.readAllBytes(file));
      Optional<Session> owner =
          Optional.ofNullable(node.get("owner"))
              .map(fields ->
                  new Session(
                      fields.required("session").asText(),
                      fields.required("pid").asLong(),
                      new ProcessStart(fields.required("processStart").asText())));
      return Optional.of(
          new StackRecord(
              Path.of(node.required("project").asText()),
              owner,
              stacks.read(node.required("stack")),
              Instant.parse(node.required("at").asText())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The stack record {} is unreadable and is left alone", file, e);
      return Optional.empty();
    }
  }
}
