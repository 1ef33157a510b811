package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads mappings out of their files; says all that it does not understand. */
final class StubReader {

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "uuid",
          "name",
          "request",
          "response",
          "priority",
          "scenarioName",
          "requiredScenarioState",
          "newScenarioState",
          "persistent",
          "insertionIndex",
          "metadata",
          "postServeActions",
          "serveEventListeners");

  /** What of a mapping would be done after its answer. */
  private static final List<String> AFTERWARDS = List.of("postServeActions", "serveEventListeners");

  private static final int USUAL_PRIORITY = 5;

  /** More than a person mends at a time. */
  private static final int MOST_TOLD = 5;

  private final MappingFiles files;
  private final ResponseReader responses;
  private final List<Stub> stubs = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final List<String> objections = new ArrayList<>();

  private StubReader(MappingFiles files, Set<String> forwardTo) {
    this.files = files;
    this.responses = new ResponseReader(files.bodies(), forwardTo, notes::add);
  }

  /**
   * What was read.
   *
   * @param notes what of it is left out, in words
   */
  record Read(List<Stub> stubs, List<String> notes) {}

  /**
   * Reads all mappings.
   *
   * @param forwardTo hosts besides this machine that requests may be sent on to
   * @throws ProblemException that names what is not understood
   */
  static Read read(MappingFiles files, Set<String> forwardTo) {
    StubReader reader = new StubReader(files, forwardTo);
    files.documents().keySet().forEach(name -> reader.document(name, files.document(name)));
    if (!reader.objections.isEmpty()) {
      throw reader.problem();
    }
    return new Read(List.copyOf(reader.stubs), List.copyOf(reader.notes));
  }

  private ProblemException problem() {
    int told = Math.min(MOST_TOLD, objections.size());
    String more =
        objections.size() > told ? "\nand %d more".formatted(objections.size() - told) : "";
    return Problem.of(
            "The mappings cannot be served",
            "In %s:\n%s%s"
                .formatted(files.root(), String.join("\n", objections.subList(0, told)), more),
            Remedy.of("Mend or remove these; app/docs/fakes.md says what is understood."))
        .asException();
  }

  private void document(String name, JsonNode document) {
    Part part = new Part(name + ":", document);
    try {
      if (document.has("mappings")) {
        part.only(Set.of("mappings", "meta", "importOptions"));
        if (part.has("importOptions")) {
          notes.add(name + ": importOptions do not matter here");
        }
        part.each("mappings", this::guarded);
      } else {
        guarded(part);
      }
    } catch (MappingException e) {
      objections.add(e.getMessage());
    }
  }

  private boolean guarded(Part part) {
    try {
      stubs.add(mapping(part));
      return true;
    } catch (MappingException e) {
      objections.add(e.getMessage());
      return false;
    }
  }

  private Stub mapping(Part part) {
    part.only(MEMBERS);
    if (!part.has("request") || !part.has("response")) {
      throw part.wrong("has no %s".formatted(part.has("request") ? "response" : "request"));
    }
    for (String member : AFTERWARDS) {
      if (part.has(member) && !part.at(member).json().isEmpty()) {
        notes.add(part.at(member).where() + " are not run: nothing is sent after an answer");
      }
    }
    RequestRule request = RequestReader.read(part.at("request"));
    return new Stub(
        id(part.find("name").map(Part::text).filter(text -> !text.isBlank()), request),
        part.find("priority")
            .map(said -> (int) said.whole(Integer.MIN_VALUE, Integer.MAX_VALUE))
            .orElse(USUAL_PRIORITY),
        stubs.size(),
        request,
        scenario(part),
        responses.read(part.at("response")));
  }

  private static Optional<Stub.Scenario> scenario(Part part) {
    Optional<String> required = part.find("requiredScenarioState").map(Part::text);
    Optional<String> next = part.find("newScenarioState").map(Part::text);
    Optional<String> name = part.find("scenarioName").map(Part::text);
    if (name.isEmpty() && (required.isPresent() || next.isPresent())) {
      throw part.wrong("has a state and no scenarioName");
    }
    return name.map(scenario -> new Stub.Scenario(scenario, required, next));
  }

  private String id(Optional<String> name, RequestRule request) {
    String wanted = name.orElse(request.line());
    String id = wanted;
    for (int i = 2; !ids.add(id); i++) {
      id = "%s #%d".formatted(wanted, i);
    }
    return id;
  }

  /** The names of all scenarios. */
  static Set<String> scenarios(List<Stub> stubs) {
    Set<String> names = new LinkedHashSet<>();
    stubs.forEach(stub -> stub.scenario().ifPresent(scenario -> names.add(scenario.name())));
    return names;
  }

  /** By their ids. */
  static Map<String, Stub> byId(List<Stub> stubs) {
    Map<String, Stub> byId = new java.util.LinkedHashMap<>();
    stubs.forEach(stub -> byId.put(stub.id(), stub));
    return byId;
  }
}
