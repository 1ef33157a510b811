package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is true of a page, told under the names that its envelope has for it.
 *
 * @param last the id of its last row; empty for none
 */
record PageFacts(
    Schemas schemas, Call call, Paging paging, int size, int total, boolean more, String last) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Set<String> TOTALS =
      Set.of(
          "total",
          "totalcount",
          "totalitems",
          "totalresults",
          "totalelements",
          "totalrecords",
          "totalsize",
          "count",
          "recordcount");
  private static final Set<String> SIZES =
      Set.of("numberofelements", "itemcount", "resultcount", "pagecount");
  private static final Set<String> MORE = Set.of("hasmore", "hasnext", "hasnextpage", "more");
  private static final Set<String> LIMITS = Set.of("limit", "perpage", "pagesize", "size");
  private static final Set<String> PAGES = Set.of("page", "pagenumber", "currentpage", "number");
  private static final Set<String> ALL_PAGES = Set.of("totalpages", "pages", "lastpage");
  private static final Set<String> OFFSETS = Set.of("offset", "skip");
  private static final Set<String> NEXT_LINKS =
      Set.of("next", "nexturl", "nextlink", "nextpageurl", "nexthref", "odatanextlink");
  private static final Set<String> NEXT_CURSORS =
      Set.of(
          "nextcursor",
          "nexttoken",
          "nextpagetoken",
          "cursor",
          "endcursor",
          "continuationtoken",
          "after",
          "nextpage");
  private static final Set<String> BACK =
      Set.of(
          "previous",
          "prev",
          "previousurl",
          "prevurl",
          "previouslink",
          "prevpage",
          "previouspage",
          "before",
          "prevpageurl",
          "previouscursor",
          "prevcursor");
  private static final Set<String> INNER =
      Set.of(
          "meta",
          "pagination",
          "paging",
          "page",
          "pageinfo",
          "links",
          "metadata",
          "responsemetadata");

  /**
   * Tells the facts in an envelope.
   *
   * @param schema of the envelope
   * @param list where the rows stand
   */
  void fill(ObjectNode envelope, JsonNode schema, List<String> list) {
    ObjectNode flat = schemas.flat(schema);
    ObjectNode properties = Schemas.properties(flat);
    Set<String> required = Schemas.required(flat);
    for (String name : List.copyOf(names(envelope))) {
      JsonNode value = envelope.get(name);
      if (!list.isEmpty() && name.equals(list.getFirst())) {
        if (list.size() > 1 && value instanceof ObjectNode inner) {
          fill(inner, properties.path(name), list.subList(1, list.size()));
        }
      } else if (value instanceof ObjectNode inner) {
        if (Names.among(name, INNER)) {
          fill(inner, properties.path(name), List.of());
        }
      } else {
        JsonNode without =
            Schemas.nullable(schemas.flat(properties.path(name)))
                ? JSON.nullNode()
                : required.contains(name)
                    ? value.isTextual() ? JSON.textNode("") : value
                    : MissingNode.getInstance();
        fact(envelope, name, value, without);
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void fact(ObjectNode envelope, String name, JsonNode value, JsonNode without) {
    if (value.isNumber() && !Names.among(name, NEXT_CURSORS)) {
      number(name).ifPresent(number -> envelope.put(name, number));
    } else if (value.isBoolean() && Names.among(name, MORE)) {
      envelope.put(name, more);
    } else if (Names.among(name, NEXT_LINKS) || Names.among(name, NEXT_CURSORS)) {
      Optional<String[]> next = more ? paging.next(last) : Optional.empty();
      boolean link = Names.among(name, NEXT_LINKS);
      put(envelope, name, value, next.map(n -> link ? address(n) : n[1]), without);
    } else if (Names.among(name, BACK)) {
      put(envelope, name, value, paging.previous().map(this::address), without);
    }
  }

  private Optional<Integer> number(String name) {
    int limit = Math.min(paging.limit(), Math.max(1, total));
    if (Names.among(name, TOTALS)) {
      return Optional.of(total);
    }
    if (Names.among(name, SIZES)) {
      return Optional.of(size);
    }
    if (Names.among(name, LIMITS)) {
      return Optional.of(paging.limit() == Integer.MAX_VALUE ? size : paging.limit());
    }
    if (Names.among(name, PAGES)) {
      return Optional.of(paging.page());
    }
    if (Names.among(name, ALL_PAGES)) {
      return Optional.of((total + limit - 1) / limit);
    }
    return Names.among(name, OFFSETS) ? Optional.of(paging.offset()) : Optional.empty();
  }

  private static void put(
      ObjectNode envelope, String name, JsonNode sample, Optional<String> text, JsonNode without) {
    if (text.isPresent()) {
      envelope.set(
          name,
          sample.isNumber() && text.get().matches("\\d{1,9}")
              ? JSON.numberNode(Integer.parseInt(text.get()))
              : JSON.textNode(text.get()));
    } else if (without.isMissingNode()) {
      envelope.remove(name);
    } else {
      envelope.set(name, without);
    }
  }

  /** A Link header (RFC 8288) to the neighbours. */
  Optional<String> link() {
    List<String> links = new ArrayList<>();
    paging.previous().ifPresent(p -> links.add("<%s>; rel=\"prev\"".formatted(address(p))));
    if (more) {
      paging.next(last).ifPresent(n -> links.add("<%s>; rel=\"next\"".formatted(address(n))));
    }
    return links.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", links));
  }

  /** Where this request leads with another value. */
  private String address(String[] changed) {
    Map<String, List<String>> values = new LinkedHashMap<>(call.request().query());
    values.put(changed[0], List.of(changed[1]));
    StringBuilder address = new StringBuilder(call.url() + call.request().path());
    char joint = '?';
    for (Map.Entry<String, List<String>> value : values.entrySet()) {
      for (String one : value.getValue()) {
        address
            .append(joint)
            .append(URLEncoder.encode(value.getKey(), StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(one, StandardCharsets.UTF_8));
        joint = '&';
      }
    }
    return address.toString();
  }
}
