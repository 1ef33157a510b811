package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Shape;
import dev.dragoncode.fakes.pack.Template;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fake API made from an OpenAPI document: a pack and its code, as {@link
 * dev.dragoncode.fakes.server.FakeServer} serves them.
 *
 * @param pack its operations, and one resource for each collection that its paths tell of
 * @param code what the operations do
 */
public record OpenApiFake(Pack pack, PackCode code) {

  private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9-]{0,39})=(.+)");

  /** File names that say nothing about the API. */
  private static final Set<String> PLAIN =
      Set.of("openapi", "swagger", "api", "spec", "schema", "index", "openapi3", "api-docs", "");

  private static final int MOST_NAMED = 5;

  /**
   * Reads a document.
   *
   * @param argument a path or an http address, or one of them behind {@code ID=}; without an id the
   *     file's name is taken, or the API's title where that says nothing
   * @throws ProblemException if it cannot be read, or is none that can be served
   */
  public static OpenApiFake read(String argument) {
    return read(argument, bytes(argument));
  }

  /**
   * The bytes of a document.
   *
   * @param argument as for {@link #read(String)}
   * @throws ProblemException if they cannot be read
   */
  public static byte[] bytes(String argument) {
    return DocumentText.read(where(argument));
  }

  /** The path or address of an argument, without its id. */
  public static String where(String argument) {
    Matcher named = NAMED.matcher(argument);
    return named.matches() ? named.group(2) : argument;
  }

  /**
   * Reads a document whose bytes are there already.
   *
   * @param argument where they are from, as for {@link #read(String)}
   * @throws ProblemException if it is none that can be served
   */
  public static OpenApiFake read(String argument, byte[] bytes) {
    Matcher named = NAMED.matcher(argument);
    String where = where(argument);
    ApiDocument document;
    try {
      document = ApiDocument.of(where, bytes);
    } catch (DocumentException e) {
      throw Problem.of(
              "The OpenAPI document cannot be served",
              "%s, line %d, column %d: %s.".formatted(where, e.line(), e.column(), e.getMessage()),
              Remedy.of(e.remedy()))
          .asException();
    }
    List<String> dangling = document.dangling();
    if (!dangling.isEmpty()) {
      throw unresolved(where, dangling);
    }
    String id = named.matches() ? named.group(1) : id(where, document);
    return of(id, document);
  }

  private static ProblemException unresolved(String where, List<String> dangling) {
    String some = String.join(", ", dangling.subList(0, Math.min(MOST_NAMED, dangling.size())));
    String more =
        dangling.size() > MOST_NAMED ? " and %d more".formatted(dangling.size() - MOST_NAMED) : "";
    boolean files = dangling.stream().anyMatch(one -> !one.startsWith("#"));
    return Problem.of(
            "The OpenAPI document cannot be served",
            "%s refers to what it does not contain: %s%s.".formatted(where, some, more),
            Remedy.of(
                files
                    ? "Bundle its files into one, for example with “npx @redocly/cli bundle”."
                    : "Mend these $refs, or add what they refer to."))
        .asException();
  }

  private static String id(String where, ApiDocument document) {
    String path = DocumentText.isAddress(where) ? URI.create(where).getPath() : where;
    String file =
        path == null
            ? ""
            : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String name = slug(file.replaceFirst("(?i)\\.(json|ya?ml)$", ""));
    String id = PLAIN.contains(name) ? slug(document.at("/info").path("title").asText()) : name;
    return id.isEmpty() ? "openapi" : id;
  }

  private static String slug(String text) {
    String slug =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return slug.substring(0, Math.min(40, slug.length()));
  }

  private static OpenApiFake of(String id, ApiDocument document) {
    Operations operations = new Operations(document);
    Layout layout = new Layout(document.operations());
    JsonNode info = document.at("/info");
    String variable = id.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    Pack pack =
        new Pack(
            id,
            info.path("title").asText(id),
            info.path("version").asText(),
            docs(document),
            List.of(),
            Map.of(variable, "${url}"),
            Optional.empty(),
            Pack.BodyStyle.JSON,
            List.of(),
            roots(document),
            Map.of(),
            Optional.empty(),
            Objections.errors(),
            new Pack.Validation(Map.of()),
            resources(layout),
            operations(operations),
            Optional.empty(),
            List.of(),
            Pack.Webhooks.NONE,
            JsonNodeFactory.instance.objectNode(),
            presets(),
            Map.of(),
            List.of(
                "callbacks and webhooks that the document describes are not sent",
                "any credential of the right kind is accepted"));
    return new OpenApiFake(pack, new OpenApiCode(document, operations, layout));
  }

  private static URI docs(ApiDocument document) {
    String said = document.at("/externalDocs").path("url").asText();
    try {
      URI docs = URI.create(said.isEmpty() ? document.name() : said);
      return docs.isAbsolute() ? docs : java.nio.file.Path.of(document.name()).toUri();
    } catch (IllegalArgumentException e) {
      return java.nio.file.Path.of("").toUri();
    }
  }

  /** The paths of the document's servers, which clients may keep in front of its own paths. */
  private static List<String> roots(ApiDocument document) {
    Set<String> roots = new LinkedHashSet<>();
    for (JsonNode server : document.at("/servers")) {
      String url = server.path("url").asText();
      for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
        url =
            url.replace(
                "{" + variable.getKey() + "}", variable.getValue().path("default").asText());
      }
      String path =
          url.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*:", "")
              .replaceFirst("^//[^/]*", "")
              .replaceAll("^/*|/+$", "");
      if (!path.isEmpty() && path.indexOf('{') < 0) {
        roots.add("/" + path);
      }
    }
    return List.copyOf(roots);
  }

  private static Map<String, Pack.Resource> resources(Layout layout) {
    Map<String, Pack.Resource> resources = new LinkedHashMap<>();
    for (Layout.Resource resource : layout.resources()) {
      resources.put(
          resource.name(),
          new Pack.Resource(
              resource.name(),
              new Pack.IdStyle("", "", 0),
              Template.of(JsonNodeFactory.instance.objectNode()),
              new Shape.Fields(Map.of(), true),
              layout.relations(resource),
              resource.key().isEmpty() ? "id" : resource.key(),
              Optional.empty(),
              Map.of()));
    }
    return resources;
  }

  private static Map<String, Pack.Operation> operations(Operations operations) {
    Map<String, Pack.Operation> all = new LinkedHashMap<>();
    operations
        .all()
        .forEach((id, listed) ->
            all.put(
                id,
                new Pack.Operation(
                    id,
                    listed.method(),
                    listed.path().replaceFirst("[?#].*$", ""),
                    Pack.Verb.CODE,
                    "",
                    new Shape.Fields(Map.of(), true),
                    List.of(),
                    200,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Objections.MALFORMED)));
    return all;
  }

  private static Map<String, JsonNode> presets() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Map<String, JsonNode> presets = new LinkedHashMap<>();
    presets.put(
        "down for a third of the requests",
        json.arrayNode()
            .add(json.objectNode().put("error", Objections.UNAVAILABLE).put("probability", 0.33)));
    presets.put(
        "too many requests",
        json.arrayNode().add(json.objectNode().put("error", Objections.TOO_MANY)));
    return presets;
  }
}
