package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Parameter;
import java.util.Optional;
import java.util.Set;

/** Which page a request asks for, by the declared parameters whose names tell of pages. */
final class Paging {

  private static final Set<String> LIMITS =
      Set.of(
          "limit",
          "perpage",
          "pagesize",
          "size",
          "maxresults",
          "maxpagesize",
          "take",
          "top",
          "count",
          "pagelimit",
          "resultsperpage");
  private static final Set<String> PAGES = Set.of("page", "pagenumber", "pageno", "pageindex");
  private static final Set<String> OFFSETS =
      Set.of("offset", "skip", "start", "startindex", "startat", "pageoffset");
  private static final Set<String> AFTERS =
      Set.of(
          "cursor",
          "after",
          "startingafter",
          "pagetoken",
          "nexttoken",
          "continuationtoken",
          "startafter",
          "pagecursor",
          "pageafter",
          "nextcursor");
  private static final Set<String> BEFORES = Set.of("before", "endingbefore", "pagebefore");

  private final ApiOperation operation;
  private final ObjectNode query;
  private final Optional<Parameter> size;
  private final Optional<Parameter> page;
  private final Optional<Parameter> offset;
  private final Optional<Parameter> cursor;

  Paging(ApiOperation operation, ObjectNode query) {
    this.operation = operation;
    this.query = query;
    this.size = declared(LIMITS);
    this.page = declared(PAGES);
    this.offset = declared(OFFSETS);
    this.cursor = declared(AFTERS);
  }

  private Optional<Parameter> declared(Set<String> names) {
    return operation.query().stream().filter(p -> Names.among(p.name(), names)).findFirst();
  }

  private int number(Optional<Parameter> parameter, int otherwise) {
    if (parameter.isEmpty()) {
      return otherwise;
    }
    JsonNode came = query.path(parameter.get().name());
    JsonNode usual = parameter.get().schema().path("default");
    return came.asInt(usual.asInt(otherwise));
  }

  int limit() {
    int limit = number(size, Integer.MAX_VALUE);
    return limit <= 0 ? Integer.MAX_VALUE : limit;
  }

  /** The number that the first page has. */
  int firstPage() {
    JsonNode schema = page.map(Parameter::schema).orElse(query);
    boolean zero =
        (schema.has("minimum") && schema.path("minimum").asInt() == 0)
            || (schema.has("default") && schema.path("default").asInt() == 0);
    return zero ? 0 : 1;
  }

  int page() {
    return number(page, firstPage());
  }

  int offset() {
    if (offset.isPresent()) {
      return Math.max(0, number(offset, 0));
    }
    long pages = Math.max(0, page() - firstPage());
    return limit() == Integer.MAX_VALUE ? 0 : (int) Math.min(Integer.MAX_VALUE, pages * limit());
  }

  Optional<String> after() {
    return text(cursor);
  }

  Optional<String> before() {
    return text(declared(BEFORES));
  }

  private Optional<String> text(Optional<Parameter> parameter) {
    return parameter.map(p -> query.path(p.name()).asText()).filter(text -> !text.isEmpty());
  }

  /** The name and value that lead to the page behind this one; empty where nothing can. */
  Optional<String[]> next(String last) {
    if (page.isPresent()) {
      return Optional.of(new String[] {page.get().name(), String.valueOf(page() + 1)});
    }
    if (offset.isPresent()) {
      long behind = (long) offset() + limit();
      return Optional.of(new String[] {offset.get().name(), String.valueOf(behind)});
    }
    return cursor.map(p -> new String[] {p.name(), last});
  }

  /** The name and value that lead to the page before this one. */
  Optional<String[]> previous() {
    if (page.isPresent() && page() > firstPage()) {
      return Optional.of(new String[] {page.get().name(), String.valueOf(page() - 1)});
    }
    if (offset.isPresent() && offset() > 0) {
      int before = Math.max(0, offset() - limit());
      return Optional.of(new String[] {offset.get().name(), String.valueOf(before)});
    }
    return Optional.empty();
  }
}
