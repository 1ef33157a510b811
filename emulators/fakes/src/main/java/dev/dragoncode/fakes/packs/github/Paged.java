package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Numbered pages with a Link header:
 * https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api.
 */
final class Paged {

  private static final int USUAL = 30;
  private static final int MOST = 100;

  private final Call call;
  private final int size;
  private final int page;

  /** A page of something, and how many there are in all. */
  record Page<T>(List<T> items, int total) {}

  private Paged(Call call) {
    this.call = call;
    int wanted = number(call, "per_page", USUAL);
    this.size = wanted < 1 ? USUAL : Math.min(wanted, MOST);
    this.page = Math.max(1, number(call, "page", 1));
  }

  private static int number(Call call, String name, int otherwise) {
    return call.input().path(name).asInt(otherwise);
  }

  /** A page of a table. Costs the same on every page where an index says which rows there are. */
  static Reply of(
      Call call, String resource, Selection selection, Function<ObjectNode, JsonNode> view) {
    Paged paged = new Paged(call);
    return paged.reply(paged.slice(resource, selection), view);
  }

  /** A page of a list that is known as a whole. */
  static <T> Reply of(Call call, List<T> all, Function<T, JsonNode> view) {
    Paged paged = new Paged(call);
    return paged.reply(paged.cut(all), view);
  }

  /** The same within an object that tells how many there are in all. */
  static <T> Reply counted(
      Call call, List<T> all, String name, ObjectNode body, Function<T, JsonNode> view) {
    Paged paged = new Paged(call);
    Page<T> cut = paged.cut(all);
    ArrayNode items = call.object().arrayNode();
    cut.items().forEach(item -> items.add(view.apply(item)));
    body.put("total_count", cut.total());
    body.set(name, items);
    return paged.linked(Reply.json(200, body), cut.total());
  }

  private Page<ObjectNode> slice(String resource, Selection selection) {
    if (selection.also().isPresent()) {
      return cut(call.list(resource, selection).rows());
    }
    // a page beyond any table's end is empty, whatever its number
    int skip = (int) Math.min(Integer.MAX_VALUE / 2, (page - 1L) * size);
    Slice slice = call.list(resource, selection.skip(skip).atMost(size));
    return new Page<>(slice.rows(), slice.total().orElse(slice.rows().size()));
  }

  private <T> Page<T> cut(List<T> all) {
    int from = (int) Math.min(all.size(), (page - 1L) * size);
    return new Page<>(all.subList(from, Math.min(all.size(), from + size)), all.size());
  }

  private <T> Reply reply(Page<T> part, Function<T, JsonNode> view) {
    ArrayNode items = call.object().arrayNode();
    part.items().forEach(item -> items.add(view.apply(item)));
    return linked(Reply.json(200, items), part.total());
  }

  private Reply linked(Reply reply, int total) {
    int last = Math.max(1, (total + size - 1) / size);
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(Math.min(page - 1, last), "prev"));
    }
    if (page < last) {
      links.add(link(page + 1, "next"));
      links.add(link(last, "last"));
    }
    if (page > 1) {
      links.add(link(1, "first"));
    }
    return links.isEmpty() ? reply : reply.withHeader("link", String.join(", ", links));
  }

  /** The same address with another page; what else it asks for stays. */
  private String link(int number, String relation) {
    Map<String, List<String>> values = new LinkedHashMap<>(call.request().query());
    values.put("page", List.of(String.valueOf(number)));
    StringBuilder query = new StringBuilder();
    values.forEach((name, all) ->
        all.forEach(value ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value))));
    StringBuilder path = new StringBuilder();
    for (String segment : call.request().path().substring(1).split("/", -1)) {
      path.append('/').append(encoded(segment));
    }
    return "<%s%s%s>; rel=\"%s\"".formatted(call.url(), path, query, relation);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
