package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which rows of a table are wanted, and where to begin.
 *
 * @param equal fields and the text that they hold; indexed fields make it quick
 * @param also a further condition; every row that the rest selects is asked until enough are found
 * @param until a row that meets it ends the list, and is not in it
 * @param newestFirst by the order of creation
 * @param after the id of the row before the first one, in the chosen order
 * @param before the id of the row behind the last one; the rows nearest to it are taken
 * @param offset how many rows to leave out first
 * @param limit the most rows of the answer
 */
public record Selection(
    Map<String, String> equal,
    Optional<Predicate<ObjectNode>> also,
    Optional<Predicate<ObjectNode>> until,
    boolean newestFirst,
    Optional<String> after,
    Optional<String> before,
    int offset,
    int limit) {

  public Selection {
    equal = Map.copyOf(equal);
  }

  /** The newest rows of the whole table. */
  public static Selection newest(int limit) {
    return new Selection(
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        0,
        limit);
  }

  /** All rows with this field, oldest first. */
  public static Selection of(String field, String value) {
    return new Selection(
        Map.of(field, value),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        0,
        Integer.MAX_VALUE);
  }

  /** All rows, oldest first. */
  public static Selection all() {
    return new Selection(
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        0,
        Integer.MAX_VALUE);
  }

  /** Only rows with this field as well. */
  public Selection where(String field, String value) {
    Map<String, String> more = new LinkedHashMap<>(equal);
    more.put(field, value);
    return new Selection(more, also, until, newestFirst, after, before, offset, limit);
  }

  /** Only rows that meet this condition as well. */
  public Selection where(Predicate<ObjectNode> condition) {
    return new Selection(
        equal,
        Optional.of(also.map(a -> a.and(condition)).orElse(condition)),
        until,
        newestFirst,
        after,
        before,
        offset,
        limit);
  }

  /** No further than to the first row that meets this condition. */
  public Selection until(Predicate<ObjectNode> end) {
    return new Selection(equal, also, Optional.of(end), newestFirst, after, before, offset, limit);
  }

  /** The same rows in the other order. */
  public Selection oldestFirst() {
    return new Selection(equal, also, until, false, after, before, offset, limit);
  }

  /** The rows that follow this one. */
  public Selection after(String id) {
    return new Selection(equal, also, until, newestFirst, Optional.of(id), before, offset, limit);
  }

  /** The rows that come before this one. */
  public Selection before(String id) {
    return new Selection(equal, also, until, newestFirst, after, Optional.of(id), offset, limit);
  }

  /** Without the first ones. */
  public Selection skip(int rows) {
    return new Selection(equal, also, until, newestFirst, after, before, rows, limit);
  }

  /** No more than this many. */
  public Selection atMost(int rows) {
    return new Selection(equal, also, until, newestFirst, after, before, offset, rows);
  }
}
