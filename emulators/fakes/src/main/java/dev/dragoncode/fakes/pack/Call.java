package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** One request on its way through a pack. */
public interface Call extends Scene {

  FakeRequest request();

  Pack.Operation operation();

  /** The values of the path's {@code {name}} segments. */
  Map<String, String> path();

  /** The names and values of body and query, typed by the operation's shape. */
  ObjectNode input();

  /** The names and values of the body alone where it is a form; empty where it is none. */
  ObjectNode form();

  Credential credential();

  /**
   * How the caller stands with each limit, by its name: {@code limit}, {@code used}, {@code
   * remaining}, {@code reset} (epoch seconds).
   */
  Map<String, ObjectNode> limits();

  /** Notes where request or answer differ from the vendor's shape, for the inspector. */
  void note(Finding finding);

  /** How a row is shown in an answer. */
  JsonNode show(String resource, ObjectNode row);

  /** A page of a resource, as the operation's paging says. */
  Reply page(String resource, dev.dragoncode.fakes.state.Selection selection);

  /** The value of a path's segment. */
  default String path(String name) {
    String value = path().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The path of " + operation().id() + " has no {" + name + "}");
    }
    return value;
  }

  /** A text of the input; empty where it is missing, null or empty. */
  default Optional<String> text(String name) {
    JsonNode value = input().path(name);
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** An answer that shows a row. */
  default Reply answer(String resource, ObjectNode row) {
    return Reply.json(operation().status(), show(resource, row));
  }

  /** An empty JSON object to fill. */
  default ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
