package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a pack of mappings does: finds the one that a request asks for, and answers as it says. */
final class StubCode implements PackCode {

  /** The resource whose rows are the states of scenarios. */
  static final String SCENARIO = "scenario";

  private final MappingFiles files;
  private final Map<String, Stub> stubs;
  private final StubIndex index;

  StubCode(MappingFiles files, List<Stub> stubs) {
    this.files = files;
    this.stubs = StubReader.byId(stubs);
    this.index = new StubIndex(stubs);
  }

  @Override
  public void setUp(Setup setup) {
    setup.finder(this::find).mapped(this::mappings);
    stubs.forEach((id, stub) -> setup.operation(id, call -> answer(call, stub)));
  }

  private Found find(Scene scene, FakeRequest request) {
    Asked asked = new Asked(request);
    Optional<Stub> found = index.find(asked, stub -> waitsFor(scene, stub).isEmpty());
    return found.isPresent()
        ? new Found(found.map(Stub::id), found.get().request().url().names(asked), List.of())
        : new Found(Optional.empty(), Map.of(), index.near(asked, stub -> waitsFor(scene, stub)));
  }

  /** Why it is not a mapping's turn; empty where it is. */
  private static Optional<String> waitsFor(Scene scene, Stub stub) {
    return stub.scenario()
        .filter(scenario -> scenario.required().isPresent())
        .flatMap(scenario -> {
          String state = state(scene, scenario.name());
          String required = scenario.required().orElseThrow();
          return state.equals(required)
              ? Optional.empty()
              : Optional.of(
                  "the scenario “%s” is in state “%s”; expected “%s”"
                      .formatted(scenario.name(), state, required));
        });
  }

  private static String state(Scene scene, String scenario) {
    return scene
        .find(SCENARIO, scenario)
        .map(row -> row.path("state").asText(Stub.STARTED))
        .orElse(Stub.STARTED);
  }

  private static Reply answer(Call call, Stub stub) {
    stub.scenario()
        .ifPresent(scenario ->
            scenario
                .next()
                .ifPresent(next -> {
                  ObjectNode row = call.object().put("id", scenario.name()).put("state", next);
                  if (call.find(SCENARIO, scenario.name()).isEmpty()) {
                    var _ = call.create(SCENARIO, scenario.name(), row);
                  } else {
                    var _ =
                        call.change(SCENARIO, scenario.name(), there -> there.put("state", next));
                  }
                }));
    return stub.response()
        .answer(
            new Answering(
                new Asked(call.request()),
                call.path(),
                call.now(),
                call.url(),
                stub.response().parameters()));
  }

  private Mappings mappings() {
    Map<String, JsonNode> documents = new TreeMap<>();
    files.documents().keySet().forEach(name -> documents.put(name, files.document(name)));
    try {
      return new Mappings(documents, files.bodies().all());
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.of(
              "The mappings cannot be exported",
              "What they were made from cannot be read again: " + e.getMessage(),
              Remedy.of("Check the folder " + files.root() + "."))
          .causedBy(e)
          .asException();
    }
  }
}
