package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Pack.Paging;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers lists page by page, as a pack's YAML says. */
final class Pages {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final CallStage call;
  private final Paging paging;

  Pages(CallStage call, Paging paging) {
    this.call = call;
    this.paging = paging;
  }

  static ArrayNode items(CallStage call, String resource, Slice slice) {
    return call.shown(resource, slice.rows());
  }

  Reply page(String resource, Selection wanted) {
    int limit = number(paging.limit(), paging.usual());
    limit = Math.max(1, Math.min(limit, paging.most()));
    int page = Math.max(1, number(paging.page(), 1));
    Selection selection =
        (paging.newestFirst() ? wanted : wanted.oldestFirst())
            .atMost(limit)
            .skip(paging.page().isEmpty() ? 0 : (page - 1) * limit);
    Optional<String> after = cursor(paging.after());
    Optional<String> before = cursor(paging.before());
    if (after.isPresent()) {
      selection = selection.after(after.get());
    } else if (before.isPresent()) {
      selection = selection.before(before.get());
    }
    Slice slice = call.list(resource, selection);
    Optional<PackCode.Pager> pager = call.code().pager(call.operation().id());
    return pager.isPresent() ? pager.get().page(call, slice) : answer(resource, slice, limit, page);
  }

  private Reply answer(String resource, Slice slice, int limit, int page) {
    String first = slice.rows().isEmpty() ? "" : id(slice.rows().getFirst());
    String last = slice.rows().isEmpty() ? "" : id(slice.rows().getLast());
    Map<String, JsonNode> holes = new LinkedHashMap<>();
    holes.put("items", items(call, resource, slice));
    holes.put("more", JSON.booleanNode(slice.more()));
    holes.put("first", first.isEmpty() ? JSON.nullNode() : JSON.textNode(first));
    holes.put("last", last.isEmpty() ? JSON.nullNode() : JSON.textNode(last));
    holes.put("next", JSON.textNode(slice.more() ? last : ""));
    holes.put("limit", JSON.numberNode(limit));
    holes.put("page", JSON.numberNode(page));
    holes.put("total", JSON.numberNode(slice.total().orElse(slice.rows().size())));
    holes.put("request.path", JSON.textNode(call.request().path()));
    Reply reply = Reply.json(call.operation().status(), paging.body().render(call.scope(holes)));
    return paging.links() ? linked(reply, slice, limit, page) : reply;
  }

  /** With a Link header (RFC 8288) as GitHub sends it. */
  private Reply linked(Reply reply, Slice slice, int limit, int page) {
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(page - 1, "prev"));
    }
    if (slice.more()) {
      links.add(link(page + 1, "next"));
      slice.total().ifPresent(total -> links.add(link((total + limit - 1) / limit, "last")));
    }
    if (page > 1) {
      links.add(link(1, "first"));
    }
    return links.isEmpty() ? reply : reply.withHeader("link", String.join(", ", links));
  }

  private String link(int page, String relation) {
    StringBuilder query = new StringBuilder();
    Map<String, List<String>> values = new LinkedHashMap<>(call.request().query());
    values.put(paging.page(), List.of(String.valueOf(page)));
    values.forEach((name, all) ->
        all.forEach(value ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
    return "<%s%s%s>; rel=\"%s\"".formatted(call.url(), call.request().path(), query, relation);
  }

  private static String id(ObjectNode row) {
    return row.path("id").asText();
  }

  private Optional<String> cursor(String name) {
    return name.isEmpty() ? Optional.empty() : call.text(name);
  }

  private int number(String name, int otherwise) {
    JsonNode value = name.isEmpty() ? null : call.input().get(name);
    return value == null ? otherwise : value.asInt(otherwise);
  }
}
