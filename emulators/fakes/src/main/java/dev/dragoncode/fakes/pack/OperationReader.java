package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dragoncode.fakes.pack.Pack.Operation;
import dev.dragoncode.fakes.pack.Pack.Paging;
import dev.dragoncode.fakes.pack.Pack.Verb;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.Scalar;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a pack can do. */
final class OperationReader {

  private static final List<String> FIELDS =
      List.of(
          "request",
          "does",
          "resource",
          "status",
          "accepts",
          "filters",
          "open",
          "paging",
          "event",
          "malformed");
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", Pack.ANY);

  private static final Shape.Fields ANYTHING = new Shape.Fields(Map.of(), true);

  private final Optional<Paging> usualPaging;
  private final Shape.Fields everywhere;

  /**
   * A reader for one pack.
   *
   * @param everywhere what each operation accepts besides its own
   */
  OperationReader(Optional<Paging> usualPaging, Shape.Fields everywhere) {
    this.usualPaging = usualPaging;
    this.everywhere = everywhere;
  }

  Optional<Paging> usualPaging() {
    return usualPaging;
  }

  /** An operation that stands among the resource's own; its name is the verb unless it says so. */
  Operation ofResource(
      String resource, String name, YamlNode node, Shape.Fields accepts, List<String> filters)
      throws YamlException {
    YamlFields said = fields(node);
    Verb verb = verb(said, name);
    Shape.Fields own = said.has("accepts") ? ShapeReader.fields(said.required("accepts")) : null;
    Optional<Paging> paging = paging(said);
    List<String> selecting = said.has("filters") ? said.texts("filters") : filters;
    Shape.Fields taken =
        switch (verb == Verb.CODE && own == null ? verbNamed(name) : verb) {
          case CREATE -> plus(plus(accepts, own), everywhere);
          case UPDATE -> plus(plus(optional(accepts), own), everywhere);
          case LIST -> plus(listed(paging, selecting, own), everywhere);
          case RETRIEVE, DELETE, CODE -> plus(own == null ? ANYTHING : own, everywhere);
        };
    return operation(resource + "." + name, said, verb, resource, taken, selecting, paging);
  }

  /** An operation that stands by itself. */
  Operation free(String id, YamlNode node) throws YamlException {
    YamlFields said = fields(node);
    Verb verb = verb(said, "code");
    Shape.Fields taken =
        plus(
            said.has("accepts") ? ShapeReader.fields(said.required("accepts")) : ANYTHING,
            everywhere);
    return operation(
        id,
        said,
        verb,
        said.optionalText("resource").orElse(""),
        taken,
        said.texts("filters"),
        paging(said));
  }

  private static YamlFields fields(YamlNode node) throws YamlException {
    if (node instanceof Scalar) {
      // the short form: METHOD /path
      return YamlFields.of(
          new YamlNode.Mapping(
              node.place(), Map.of("request", new YamlNode.Entry(node.place(), node))),
          FIELDS);
    }
    return YamlFields.of(node, FIELDS);
  }

  private static Verb verb(YamlFields said, String otherwise) throws YamlException {
    if (said.has("does")) {
      return said.word("does", Verb.class);
    }
    return verbNamed(otherwise);
  }

  private static Verb verbNamed(String name) {
    for (Verb verb : Verb.values()) {
      if (verb.name().equalsIgnoreCase(name)) {
        return verb;
      }
    }
    return Verb.CODE;
  }

  private Optional<Paging> paging(YamlFields said) throws YamlException {
    return said.has("paging") ? Optional.of(paging(said.required("paging"))) : usualPaging;
  }

  private static Operation operation(
      String id,
      YamlFields said,
      Verb verb,
      String resource,
      Shape.Fields accepts,
      List<String> filters,
      Optional<Paging> paging)
      throws YamlException {
    String[] request = said.text("request").split("\\s+", -1);
    if (request.length != 2 || !METHODS.contains(request[0]) || !request[1].startsWith("/")) {
      throw new YamlException(said.placeOf("request"), "a request is like “GET /v1/things/{id}”");
    }
    return new Operation(
        id,
        request[0],
        request[1],
        verb,
        resource,
        accepts,
        filters,
        said.has("status") ? said.integer("status", 200, 599) : 200,
        said.flag("open", false),
        paging,
        said.optionalText("event"),
        said.optionalText("malformed").orElse("malformed"));
  }

  private static Shape.Fields plus(
      Shape.Fields fields, Shape.@org.jspecify.annotations.Nullable Fields more) {
    if (more == null) {
      return fields;
    }
    Map<String, Shape.Field> both = new LinkedHashMap<>(fields.fields());
    both.putAll(more.fields());
    return new Shape.Fields(both, fields.open() || more.open());
  }

  private static Shape.Fields optional(Shape.Fields fields) {
    Map<String, Shape.Field> all = new LinkedHashMap<>();
    fields.fields().forEach((name, field) -> all.put(name, new Shape.Field(field.shape(), false)));
    return new Shape.Fields(all, fields.open());
  }

  private static Shape.Fields listed(
      Optional<Paging> paging,
      List<String> filters,
      Shape.@org.jspecify.annotations.Nullable Fields own) {
    Map<String, Shape.Field> fields = new LinkedHashMap<>();
    Shape.Field text = new Shape.Field(new Shape.Text(List.of(), Optional.empty()), false);
    paging.ifPresent(p -> {
      if (!p.limit().isEmpty()) {
        fields.put(p.limit(), new Shape.Field(new Shape.Whole(1, p.most()), false));
      }
      if (!p.page().isEmpty()) {
        fields.put(p.page(), new Shape.Field(new Shape.Whole(0, 1_000_000), false));
      }
      for (String cursor : List.of(p.after(), p.before())) {
        if (!cursor.isEmpty()) {
          fields.put(cursor, text);
        }
      }
    });
    filters.forEach(filter -> fields.put(filter, new Shape.Field(new Shape.Anything(), false)));
    return plus(new Shape.Fields(fields, false), own);
  }

  static Paging paging(YamlNode node) throws YamlException {
    YamlFields said =
        YamlFields.of(
            node,
            List.of("limit", "usual", "most", "after", "before", "page", "order", "body", "links"));
    JsonNode body =
        said.has("body")
            ? YamlJson.of(said.required("body"))
            : JsonNodeFactory.instance.textNode("${items}");
    return new Paging(
        said.optionalText("limit").orElse(""),
        said.has("usual") ? said.integer("usual", 1, 10_000) : 100,
        said.has("most") ? said.integer("most", 1, 10_000) : 100,
        said.optionalText("after").orElse(""),
        said.optionalText("before").orElse(""),
        said.optionalText("page").orElse(""),
        !said.optionalText("order").orElse("newest").equals("oldest"),
        Template.of(body),
        said.flag("links", false));
  }
}
