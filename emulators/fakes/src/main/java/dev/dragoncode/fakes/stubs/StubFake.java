package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Shape;
import dev.dragoncode.fakes.pack.Template;
import dev.dragoncode.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fake API made from WireMock mappings: a pack and its code, as {@link
 * dev.dragoncode.fakes.server.FakeServer} serves them.
 *
 * @param pack its operations, one for each mapping
 * @param code what answers
 */
public record StubFake(Pack pack, PackCode code) {

  private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9-]{0,39})=(.+)");

  /** Names of files and folders that say nothing about the API. */
  private static final Set<String> PLAIN =
      Set.of("mappings", "mapping", "stubs", "wiremock", "resources", "");

  private static final URI FORMAT = URI.create("https://wiremock.org/docs/stubbing/");

  private static final String UNAVAILABLE = "unavailable";
  private static final String TOO_MANY = "too_many_requests";

  /**
   * Reads mappings.
   *
   * @param argument a file or folder, or one behind {@code ID=}; without an id its name is taken
   * @param forwardTo hosts besides this machine that proxyBaseUrl may name
   * @throws ProblemException if they cannot be read, or say what is not understood
   */
  public static StubFake read(String argument, Set<String> forwardTo) {
    Matcher named = NAMED.matcher(argument);
    MappingFiles files = MappingFiles.read(named.matches() ? named.group(2) : argument);
    StubReader.Read read = StubReader.read(files, forwardTo);
    String id = named.matches() ? named.group(1) : id(files.root());
    return new StubFake(
        pack(id, operations(read.stubs()), seed(read.stubs()), read.notes()),
        new StubCode(files, read.stubs()));
  }

  private static String id(Path root) {
    for (Path at = root; at != null; at = at.getParent()) {
      String name = slug(String.valueOf(at.getFileName()).replaceFirst("(?i)\\.json$", ""));
      if (!PLAIN.contains(name)) {
        return name;
      }
    }
    return "mappings";
  }

  /** A text as the id of a pack. */
  static String slug(String text) {
    String slug =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return slug.substring(0, Math.min(40, slug.length()));
  }

  static Pack pack(
      String id,
      Map<String, Pack.Operation> operations,
      Map<String, JsonNode> seed,
      List<String> notes) {
    List<String> gaps = new ArrayList<>(notes);
    gaps.add("the addresses below /__admin of WireMock are not served");
    return new Pack(
        id,
        id,
        "",
        FORMAT,
        List.of(),
        Map.of(id.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", "${url}"),
        Optional.empty(),
        Pack.BodyStyle.JSON,
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        errors(),
        new Pack.Validation(Map.of()),
        Map.of(
            StubCode.SCENARIO,
            new Pack.Resource(
                StubCode.SCENARIO,
                new Pack.IdStyle("", "", 0),
                Template.of(JsonNodeFactory.instance.objectNode().put("id", "").put("state", "")),
                new Shape.Fields(Map.of(), true),
                List.of(),
                "id",
                Optional.empty(),
                Map.of())),
        operations,
        Optional.empty(),
        List.of(),
        Pack.Webhooks.NONE,
        JsonNodeFactory.instance.objectNode(),
        presets(),
        seed,
        gaps);
  }

  /** An operation that code does. */
  static Pack.Operation operation(String id, String method, String path) {
    return new Pack.Operation(
        id,
        method,
        path,
        Pack.Verb.CODE,
        "",
        new Shape.Fields(Map.of(), true),
        List.of(),
        200,
        true,
        Optional.empty(),
        Optional.empty(),
        UNAVAILABLE);
  }

  private static Map<String, Pack.Operation> operations(List<Stub> stubs) {
    Map<String, Pack.Operation> all = new LinkedHashMap<>();
    for (Stub stub : stubs) {
      all.put(
          stub.id(), operation(stub.id(), stub.request().method(), stub.request().url().text()));
    }
    return all;
  }

  private static Map<String, JsonNode> seed(List<Stub> stubs) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    StubReader.scenarios(stubs)
        .forEach(name -> rows.addObject().put("id", name).put("state", Stub.STARTED));
    return rows.isEmpty() ? Map.of() : Map.of(StubCode.SCENARIO, rows);
  }

  private static Map<String, Pack.VendorError> errors() {
    Map<String, Pack.VendorError> errors = new LinkedHashMap<>();
    put(errors, "no_route", 404, "No mapping is for ${method} ${path}. Nearest:\n${near}");
    put(errors, TOO_MANY, 429, "These were too many requests.\n");
    put(errors, "server_error", 500, "Something went wrong.\n");
    put(errors, UNAVAILABLE, 503, "The service is down for now.\n");
    return errors;
  }

  private static void put(
      Map<String, Pack.VendorError> errors, String name, int status, String text) {
    errors.put(name, new Pack.VendorError(status, Map.of(), Template.text(text)));
  }

  private static Map<String, JsonNode> presets() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Map<String, JsonNode> presets = new LinkedHashMap<>();
    presets.put(
        "down for a third of the requests",
        json.arrayNode().add(json.objectNode().put("error", UNAVAILABLE).put("probability", 0.33)));
    presets.put(
        "too many requests", json.arrayNode().add(json.objectNode().put("error", TOO_MANY)));
    return presets;
  }
}
