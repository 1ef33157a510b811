package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Parameter;
import dev.dragoncode.fakes.openapi.Envelopes.Place;
import dev.dragoncode.fakes.openapi.Things.Thing;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists rows as an operation's declared parameters ask: below what, filtered, ordered, in pages.
 */
final class Lists {

  private final Api api;
  private final Things things;
  private final Call call;
  private final ApiOperation operation;
  private final ObjectNode query;
  private final Keeping keeping;
  private final Rendering rendering;

  Lists(
      Api api,
      Things things,
      Call call,
      ApiOperation operation,
      ObjectNode query,
      Keeping keeping,
      Rendering rendering) {
    this.api = api;
    this.things = things;
    this.call = call;
    this.operation = operation;
    this.query = query;
    this.keeping = keeping;
    this.rendering = rendering;
  }

  /** A list as it is answered. */
  record Listed(JsonNode body, Map<String, String> headers) {}

  /** The rows; empty where the answer has no place for them. */
  Optional<Listed> reply(Thing thing) {
    JsonNode schema = operation.success(200).schema();
    String path = operation.listed().path();
    Optional<Place> place = things.envelopes().list(schema, Layout.last(path), thing.schema());
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Paging paging = new Paging(operation, query);
    Selection selection = keeping.visible(thing);
    if (path.contains("{")) {
      selection = selection.where(Layout.relation(path), Layout.values(path, call.path()));
    }
    selection = filtered(thing, selection);
    Slice slice = paged(thing, selection, paging);
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    slice.rows().forEach(row -> rows.add(rendering.row(place.get().schema(), row)));
    int total =
        slice.total().isPresent()
            ? slice.total().getAsInt()
            : keeping.table(thing).list(selection).rows().size();
    String last = slice.rows().isEmpty() ? "" : Keeping.id(thing, slice.rows().getLast());
    PageFacts facts =
        new PageFacts(api.schemas(), call, paging, rows.size(), total, slice.more(), last);
    JsonNode body = rendering.around(schema, place.get().path(), rows);
    if (body instanceof ObjectNode object) {
      facts.fill(object, schema, place.get().path());
    }
    Map<String, String> headers = new LinkedHashMap<>();
    if (operation.success(200).response().path("headers").has("Link")) {
      facts.link().ifPresent(link -> headers.put("link", link));
    }
    for (String name : Set.of("X-Total-Count", "X-Total", "Total-Count")) {
      if (Names.same(() -> operation.success(200).response().path("headers").fieldNames(), name)
          .isPresent()) {
        headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(total));
      }
    }
    return Optional.of(new Listed(body, headers));
  }

  private Slice paged(Thing thing, Selection selection, Paging paging) {
    Selection wanted = selection.atMost(paging.limit()).skip(paging.offset());
    String scope = Layout.values(operation.listed().path(), call.path());
    if (paging.after().isPresent()) {
      wanted = wanted.after(Keeping.key(thing, scope, paging.after().get()));
    } else if (paging.before().isPresent()) {
      wanted = wanted.before(Keeping.key(thing, scope, paging.before().get()));
    }
    return keeping.table(thing).list(wanted);
  }

  /** Declared parameters that are called as a property select by it. */
  private Selection filtered(Thing thing, Selection all) {
    Selection selection = all;
    ObjectNode properties = Schemas.properties(api.schemas().flat(thing.schema()));
    for (Parameter parameter : operation.query()) {
      JsonNode wanted = query.path(parameter.name());
      if (!wanted.isMissingNode() && properties.has(parameter.name())) {
        selection = selection.where(row -> holds(row.path(parameter.name()), wanted));
      }
    }
    return selection;
  }

  private static boolean holds(JsonNode value, JsonNode wanted) {
    if (wanted.isArray()) {
      for (JsonNode one : wanted) {
        if (holds(value, one)) {
          return true;
        }
      }
      return wanted.isEmpty();
    }
    if (value.isArray()) {
      for (JsonNode one : value) {
        if (holds(one, wanted)) {
          return true;
        }
      }
      return false;
    }
    if (value.isObject()) {
      for (String name : new String[] {"id", "name", "key", "slug"}) {
        if (value.path(name).asText().equals(wanted.asText())) {
          return true;
        }
      }
      return false;
    }
    return !wanted.isContainerNode() && value.asText().equals(wanted.asText());
  }
}
