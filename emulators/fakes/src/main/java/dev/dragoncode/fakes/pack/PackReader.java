package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dragoncode.fakes.pack.Pack.Auth;
import dev.dragoncode.fakes.pack.Pack.Idempotency;
import dev.dragoncode.fakes.pack.Pack.Limit;
import dev.dragoncode.fakes.pack.Pack.Operation;
import dev.dragoncode.fakes.pack.Pack.Paging;
import dev.dragoncode.fakes.pack.Pack.Resource;
import dev.dragoncode.fakes.pack.Pack.Validation;
import dev.dragoncode.fakes.pack.Pack.VendorError;
import dev.dragoncode.fakes.pack.Pack.Webhooks;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.Mapping;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a pack's YAML; what does not fit is a problem that says where it stands. */
public final class PackReader {

  private static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "version",
          "docs",
          "dependencies",
          "connect",
          "code",
          "body",
          "auth",
          "roots",
          "headers",
          "idempotency",
          "errors",
          "validation",
          "everywhere",
          "resources",
          "operations",
          "paging",
          "limits",
          "webhooks",
          "values",
          "presets",
          "seed",
          "gaps");

  private final YamlFields fields;
  private final OperationReader operations;

  private PackReader(YamlNode document) throws YamlException {
    this.fields = YamlFields.of(document, FIELDS);
    Optional<Paging> paging = Optional.empty();
    if (fields.has("paging")) {
      paging = Optional.of(OperationReader.paging(fields.required("paging")));
    }
    Shape.Fields everywhere =
        fields.has("everywhere")
            ? ShapeReader.fields(fields.required("everywhere"))
            : new Shape.Fields(Map.of(), false);
    this.operations = new OperationReader(paging, everywhere);
  }

  /**
   * The pack that a text declares.
   *
   * @param source what to call the text in a problem, such as its path
   * @throws ProblemException if it is no pack
   */
  public static Pack read(String source, String text) {
    try {
      return new PackReader(YamlNode.parse(text)).pack();
    } catch (YamlException e) {
      throw unreadable(source, e);
    }
  }

  /**
   * The pack that a document declares which {@link #read} has read before.
   *
   * @param source what to call the document in a problem
   */
  public static Pack of(String source, YamlNode document) {
    try {
      return new PackReader(document).pack();
    } catch (YamlException e) {
      throw unreadable(source, e);
    }
  }

  private static ProblemException unreadable(String source, YamlException e) {
    return Problem.of(
            "This fake API cannot be read",
            "%s, line %d, column %d: %s"
                .formatted(source, e.place().line(), e.place().column(), e.getMessage()),
            Remedy.of("Mend the file; app/docs/fakes.md explains every field."))
        .asException();
  }

  private Pack pack() throws YamlException {
    Map<String, Operation> all = new LinkedHashMap<>();
    Map<String, Resource> resources = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : named("resources").entrySet()) {
      resources.put(entry.getKey(), resource(entry.getKey(), entry.getValue(), all));
    }
    for (Map.Entry<String, YamlNode> entry : named("operations").entrySet()) {
      all.put(entry.getKey(), operations.free(entry.getKey(), entry.getValue()));
    }
    return new Pack(
        fields.text("id"),
        fields.text("name"),
        fields.optionalText("version").orElse(""),
        fields.link("docs"),
        fields.texts("dependencies"),
        fields.textMap("connect"),
        fields.optionalText("code"),
        fields.has("body") ? fields.word("body", Pack.BodyStyle.class) : Pack.BodyStyle.JSON,
        auth(),
        fields.texts("roots"),
        templates(fields, "headers"),
        idempotency(),
        errors(),
        validation(),
        resources,
        all,
        operations.usualPaging(),
        limits(),
        webhooks(),
        fields.has("values")
            ? YamlJson.of(fields.required("values"))
            : JsonNodeFactory.instance.objectNode(),
        documents("presets"),
        documents("seed"),
        fields.texts("gaps"));
  }

  private Map<String, JsonNode> documents(String key) throws YamlException {
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : named(key).entrySet()) {
      documents.put(entry.getKey(), YamlJson.of(entry.getValue()));
    }
    return documents;
  }

  private Map<String, YamlNode> named(String key) throws YamlException {
    return fields.has(key) ? named(fields.required(key)) : Map.of();
  }

  static Map<String, YamlNode> named(YamlNode node) throws YamlException {
    if (!(node instanceof Mapping mapping)) {
      throw new YamlException(node.place(), "expected names with something behind them");
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    mapping.entries().forEach((name, entry) -> entries.put(name, entry.value()));
    return entries;
  }

  static Map<String, Template> templates(YamlFields fields, String key) throws YamlException {
    Map<String, Template> templates = new LinkedHashMap<>();
    fields.textMap(key).forEach((name, text) -> templates.put(name, Template.text(text)));
    return templates;
  }

  private List<Auth> auth() throws YamlException {
    List<Auth> ways = new ArrayList<>();
    for (Auth way : fields.items("auth", List.of("scheme", "name", "user", "secret"), this::auth)) {
      ways.add(way);
    }
    return List.copyOf(ways);
  }

  private Auth auth(YamlFields item) throws YamlException {
    return new Auth(
        item.word("scheme", Credential.Scheme.class),
        item.optionalText("name").orElse(""),
        pattern(item, "user"),
        pattern(item, "secret"));
  }

  private static Pattern pattern(YamlFields item, String key) throws YamlException {
    try {
      return Pattern.compile(item.optionalText(key).orElse(".*"), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new YamlException(item.placeOf(key), "no regular expression: " + e.getDescription());
    }
  }

  private Optional<Idempotency> idempotency() throws YamlException {
    if (!fields.has("idempotency")) {
      return Optional.empty();
    }
    YamlFields said = YamlFields.of(fields.required("idempotency"), List.of("header", "keep"));
    return Optional.of(new Idempotency(said.text("header"), Durations.of(said, "keep")));
  }

  private Map<String, VendorError> errors() throws YamlException {
    Map<String, VendorError> errors = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : named("errors").entrySet()) {
      YamlFields said = YamlFields.of(entry.getValue(), List.of("status", "headers", "body"));
      errors.put(
          entry.getKey(),
          new VendorError(
              said.integer("status", 200, 599),
              templates(said, "headers"),
              said.has("body")
                  ? Template.of(YamlJson.of(said.required("body")))
                  : Template.text("")));
    }
    return errors;
  }

  private Validation validation() throws YamlException {
    Map<Finding.Kind, String> errors = new LinkedHashMap<>();
    if (fields.has("validation")) {
      YamlFields said =
          YamlFields.of(
              fields.required("validation"), List.of("missing", "unknown", "type", "value"));
      for (Finding.Kind kind : Finding.Kind.values()) {
        String key = kind.name().toLowerCase(java.util.Locale.ROOT);
        Optional<String> error = said.optionalText(key);
        if (error.isPresent()) {
          errors.put(kind, error.get());
        }
      }
    }
    return new Validation(errors);
  }

  private Resource resource(String name, YamlNode node, Map<String, Operation> all)
      throws YamlException {
    YamlFields said =
        YamlFields.of(
            node,
            List.of(
                "id",
                "key",
                "row",
                "accepts",
                "index",
                "filters",
                "deleted",
                "events",
                "operations"));
    Shape.Fields accepts =
        said.has("accepts")
            ? ShapeReader.fields(said.required("accepts"))
            : new Shape.Fields(Map.of(), true);
    List<String> filters = said.texts("filters");
    if (said.has("operations")) {
      for (Map.Entry<String, YamlNode> entry : named(said.required("operations")).entrySet()) {
        Operation operation =
            operations.ofResource(name, entry.getKey(), entry.getValue(), accepts, filters);
        all.put(operation.id(), operation);
      }
    }
    Map<Pack.Verb, String> events = new LinkedHashMap<>();
    for (Map.Entry<String, String> event : said.textMap("events").entrySet()) {
      events.put(
          YamlFields.word(event.getKey(), said.placeOf("events"), Pack.Verb.class),
          event.getValue());
    }
    return new Resource(
        name,
        id(said),
        said.has("row")
            ? Template.of(YamlJson.of(said.required("row")))
            : Template.of(JsonNodeFactory.instance.objectNode()),
        accepts,
        said.texts("index"),
        said.optionalText("key").orElse("id"),
        said.has("deleted")
            ? Optional.of(Template.of(YamlJson.of(said.required("deleted"))))
            : Optional.empty(),
        events);
  }

  private static Pack.IdStyle id(YamlFields said) throws YamlException {
    if (!said.has("id")) {
      return new Pack.IdStyle("", "", 0);
    }
    YamlFields style = YamlFields.of(said.required("id"), List.of("prefix", "alphabet", "length"));
    return new Pack.IdStyle(
        style.optionalText("prefix").orElse(""),
        Alphabets.named(style.optionalText("alphabet").orElse("base62"), style.place()),
        style.has("length") ? style.integer("length", 1, 128) : 14);
  }

  private List<Limit> limits() throws YamlException {
    return fields.items(
        "limits",
        List.of(
            "name",
            "requests",
            "per",
            "by",
            "each",
            "callers",
            "besides",
            "operations",
            "error",
            "headers"),
        item ->
            new Limit(
                item.text("name"),
                item.integer("requests", 1, 1_000_000),
                Durations.of(item, "per"),
                !item.optionalText("by").orElse("credential").equals("everyone"),
                item.flag("each", false),
                pattern(item, "callers"),
                item.flag("besides", false),
                item.has("operations") ? item.texts("operations") : List.of("*"),
                item.optionalText("error").orElse("rate_limited"),
                templates(item, "headers")));
  }

  private Webhooks webhooks() throws YamlException {
    if (!fields.has("webhooks")) {
      return Webhooks.NONE;
    }
    YamlFields said =
        YamlFields.of(
            fields.required("webhooks"),
            List.of(
                "retries", "timeout", "source", "unanswered_only", "stop", "once", "endpoints"));
    List<Duration> retries = new ArrayList<>();
    for (String wait : said.texts("retries")) {
      retries.add(Durations.of(wait, said.placeOf("retries")));
    }
    return new Webhooks(
        List.copyOf(retries),
        said.has("timeout") ? Durations.of(said, "timeout") : Duration.ofSeconds(10),
        said.optionalText("source").orElse(""),
        said.flag("unanswered_only", false),
        said.optionalText("stop").orElse(""),
        said.texts("once"),
        said.has("endpoints") ? Optional.of(endpoints(said)) : Optional.empty());
  }

  private static Pack.Endpoints endpoints(YamlFields webhooks) throws YamlException {
    YamlFields said =
        YamlFields.of(
            webhooks.required("endpoints"), List.of("resource", "url", "secret", "events"));
    return new Pack.Endpoints(
        said.text("resource"),
        said.text("url"),
        said.optionalText("secret").orElse(""),
        said.optionalText("events").orElse(""));
  }
}
