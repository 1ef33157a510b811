package dev.dragoncode.emulators.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How another process asks the owner of a stack to do something, and how it is answered: files that
 * appear whole, taken by deleting them.
 */
final class StackRequests {

  private static final Logger LOG = LoggerFactory.getLogger(StackRequests.class);
  private static final String REQUEST = ".request";
  private static final String ANSWER = ".answer";

  private final ObjectMapper json = new ObjectMapper();
  private final StackJson stacks = new StackJson();
  private final StackFiles files;

  /**
   * @param home the user's data folder
   */
  StackRequests(Path home) {
    this.files = new StackFiles(home);
  }

  /** A request that was heard. */
  record Heard(String id, StackTask task) {}

  /** Asks; the answer will come under the id. */
  String ask(Path project, StackTask task) {
    String id = UUID.randomUUID().toString();
    write(project, id + REQUEST, toJson(task));
    return id;
  }

  /** The same for somebody who waits for no answer. */
  void tell(Path project, StackTask task) {
    write(project, UUID.randomUUID() + REQUEST, toJson(task));
  }

  /** Takes what was asked, each once. */
  List<Heard> take(Path project) {
    List<Heard> heard = new ArrayList<>();
    for (Path file : list(project, REQUEST)) {
      String name = String.valueOf(file.getFileName());
      try {
        byte[] text = Files.readAllBytes(file);
        Files.delete(file);
        String id = name.substring(0, name.length() - REQUEST.length());
        heard.add(new Heard(id, task(json.readTree(text))));
      } catch (NoSuchFileException e) {
        LOG.debug("{} was taken back", file, e);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("The request {} cannot be read", file, e);
      }
    }
    return heard;
  }

  void answer(Path project, String id, Outcome outcome) {
    ObjectNode node = json.createObjectNode();
    outcome.problem().ifPresent(problem -> node.set("problem", stacks.writeProblem(problem)));
    node.set("notes", json.valueToTree(outcome.notes()));
    node.put("at", outcome.at().toString());
    write(project, id + ANSWER, node);
  }

  /** The answer, once it is there. */
  Optional<Outcome> takeAnswer(Path project, String id, StackTask task) {
    Path file = files.requests(project).resolve(id + ANSWER);
    try {
      JsonNode node = json.readTree(Files.readAllBytes(file));
      Files.deleteIfExists(file);
      Optional<Problem> problem = Optional.ofNullable(node.get("problem")).map(stacks::readProblem);
      List<String> notes = new ArrayList<>();
      node.required("notes").forEach(note -> notes.add(note.asText()));
      return Optional.of(
          new Outcome(task, problem, notes, Instant.parse(node.required("at").asText())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileGuard.unusable(file, e).asException();
    }
  }

  /** Takes back what nobody has heard. */
  void withdraw(Path project, String id) {
    delete(files.requests(project).resolve(id + REQUEST));
  }

  /** Removes what was meant for an owner before, or for somebody who waits no more. */
  void clear(Path project) {
    list(project, REQUEST).forEach(StackRequests::delete);
    list(project, ANSWER).forEach(StackRequests::delete);
  }

  private List<Path> list(Path project, String ending) {
    Path folder = files.requests(project);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileGuard.unusable(folder, e).asException();
    }
  }

  private void write(Path project, String name, ObjectNode node) {
    Path folder = files.requests(project);
    try {
      PrivateFolders.create(folder);
      AtomicFiles.writeUnforced(folder.resolve(name), json.writeValueAsBytes(node));
    } catch (IOException e) {
      throw FileGuard.unusable(folder, e).asException();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileGuard.unusable(file, e).asException();
    }
  }

  private ObjectNode toJson(StackTask task) {
    ObjectNode node = json.createObjectNode();
    switch (task) {
      case StackTask.Save(String name) -> node.put("save", name);
      case StackTask.Restore(String name) -> node.put("restore", name);
      case StackTask.Delete(String name) -> node.put("delete", name);
      case StackTask.Reset(List<String> ids) -> node.set("reset", json.valueToTree(ids));
      case StackTask.RunDrill(String id, String emulator, Drill drill) ->
          node.putObject("drill")
              .put("id", id)
              .put("emulator", emulator)
              .set("drill", DrillJson.write(drill));
      case StackTask.EndDrill(String emulator) -> node.put("endDrill", emulator);
    }
    return node;
  }

  private static StackTask task(JsonNode node) {
    if (node.has("save")) {
      return new StackTask.Save(node.required("save").asText());
    }
    if (node.has("restore")) {
      return new StackTask.Restore(node.required("restore").asText());
    }
    if (node.has("delete")) {
      return new StackTask.Delete(node.required("delete").asText());
    }
    if (node.has("drill")) {
      JsonNode fields = node.required("drill");
      return new StackTask.RunDrill(
          fields.required("id").asText(),
          fields.required("emulator").asText(),
          DrillJson.readDrill(fields.required("drill")));
    }
    if (node.has("endDrill")) {
      return new StackTask.EndDrill(node.required("endDrill").asText());
    }
    List<String> ids = new ArrayList<>();
    node.required("reset").forEach(id -> ids.add(id.asText()));
    return new StackTask.Reset(ids);
  }
}
