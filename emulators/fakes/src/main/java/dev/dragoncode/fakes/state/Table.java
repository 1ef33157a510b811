package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows by id, in the order of their creation, with an index over chosen fields: a page costs the
 * same whatever the table's size. Rows are never changed in place but replaced. Guarded by its
 * world's lock.
 */
public final class Table {

  private final String name;
  private final Rows store;
  private final Consumer<Change> changes;
  private final Map<String, Entry> byId = new HashMap<>();
  private final Ordered all = new Ordered(10);
  private final Map<String, Map<String, Ordered>> indexes = new LinkedHashMap<>();
  private long next = 1;
  private long weight;

  private static final class Entry {
    private final long order;
    private final String id;
    private ObjectNode row;
    private int weight;

    Entry(long order, String id, Rows.Pressed pressed) {
      this.order = order;
      this.id = id;
      this.row = pressed.row();
      this.weight = pressed.weight();
    }
  }

  /** Entries by the order of their creation; taken out and found by bisection. */
  private static final class Ordered {
    private final List<Entry> entries;

    Ordered(int expected) {
      entries = new ArrayList<>(expected);
    }

    void add(Entry entry) {
      int last = entries.size() - 1;
      if (last < 0 || entries.get(last).order < entry.order) {
        entries.add(entry);
      } else {
        entries.add(firstFrom(entry.order), entry);
      }
    }

    void remove(Entry entry) {
      entries.remove(firstFrom(entry.order));
    }

    /** The position of the first entry that is not older. */
    int firstFrom(long order) {
      int low = 0;
      int high = entries.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (entries.get(middle).order < order) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  Table(String name, List<String> indexed, Rows store, Consumer<Change> changes) {
    this.name = name;
    this.store = store;
    this.changes = changes;
    indexed.forEach(field -> indexes.put(field, new HashMap<>()));
  }

  public String name() {
    return name;
  }

  public int size() {
    return byId.size();
  }

  /** The row with this id. It must not be changed. */
  public Optional<ObjectNode> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(entry -> entry.row);
  }

  /** Roughly what its rows take in memory. */
  long weight() {
    return weight;
  }

  /**
   * Adds a row; what is kept is a copy that cannot be changed.
   *
   * @throws IllegalStateException if there is one with this id
   * @throws Rows.Full if all rows together are too heavy for it
   */
  public void insert(String id, ObjectNode row) {
    insert(id, store.press(row), true);
  }

  /** Adds a row that was there before; it is never too heavy. */
  void load(String id, ObjectNode row) {
    insert(id, store.press(row), false);
  }

  private void insert(String id, Rows.Pressed pressed, boolean bounded) {
    if (byId.containsKey(id)) {
      throw new IllegalStateException("There is a row " + id + " in " + name);
    }
    weigh(pressed.weight() + Rows.ENTRY, bounded);
    put(new Entry(next++, id, pressed));
    changes.accept(
        new Change(name, id, Optional.empty(), Optional.of(pressed.row()), pressed.weight()));
  }

  private void weigh(long more, boolean bounded) {
    if (bounded) {
      store.take(more);
    } else {
      store.adjust(more);
    }
    weight += more;
  }

  private void put(Entry entry) {
    byId.put(entry.id, entry);
    all.add(entry);
    indexes.forEach((field, index) -> addTo(index, entry.row.get(field), entry));
  }

  /**
   * Puts another row in the place of one; what is kept is a copy that cannot be changed.
   *
   * @throws IllegalStateException if there is none with this id
   * @throws Rows.Full if all rows together are too heavy for it
   */
  public void replace(String id, ObjectNode row) {
    Entry entry = existing(id);
    ObjectNode before = entry.row;
    int lighter = entry.weight;
    Rows.Pressed pressed = store.press(row);
    swap(entry, pressed, true);
    changes.accept(
        new Change(
            name, id, Optional.of(before), Optional.of(pressed.row()), lighter + pressed.weight()));
  }

  private void swap(Entry entry, Rows.Pressed pressed, boolean bounded) {
    weigh((long) pressed.weight() - entry.weight, bounded);
    ObjectNode before = entry.row;
    ObjectNode row = pressed.row();
    entry.row = row;
    entry.weight = pressed.weight();
    indexes.forEach((field, index) -> {
      if (!key(before.get(field)).equals(key(row.get(field)))) {
        removeFrom(index, before.get(field), entry);
        addTo(index, row.get(field), entry);
      }
    });
  }

  /** Takes a row out; nothing happens where there is none. */
  public void remove(String id) {
    Entry entry = byId.get(id);
    if (entry != null) {
      take(entry);
      changes.accept(new Change(name, id, Optional.of(entry.row), Optional.empty(), entry.weight));
    }
  }

  private void take(Entry entry) {
    weigh(-(long) entry.weight - Rows.ENTRY, false);
    byId.remove(entry.id);
    all.remove(entry);
    indexes.forEach((field, index) -> removeFrom(index, entry.row.get(field), entry));
  }

  /** Undoes a change that was the last one of its row, without telling of it. */
  void undo(Change change) {
    Optional<ObjectNode> before = change.before();
    if (before.isEmpty()) {
      take(existing(change.id()));
    } else if (change.after().isEmpty()) {
      // its old place in the order is gone; it becomes the newest
      Rows.Pressed pressed = store.press(before.get());
      weigh(pressed.weight() + Rows.ENTRY, false);
      put(new Entry(next++, change.id(), pressed));
    } else {
      swap(existing(change.id()), store.press(before.get()), false);
    }
  }

  private Entry existing(String id) {
    Entry entry = byId.get(id);
    if (entry == null) {
      throw new IllegalStateException("There is no row " + id + " in " + name);
    }
    return entry;
  }

  /** All rows with their ids, oldest first. */
  public Map<String, ObjectNode> rows() {
    Map<String, ObjectNode> rows = new LinkedHashMap<>();
    all.entries.forEach(entry -> rows.put(entry.id, entry.row));
    return rows;
  }

  /**
   * Rows with their ids.
   *
   * @param more whether further ones follow
   */
  public record Page(Map<String, ObjectNode> rows, boolean more) {}

  /** The newest rows that meet a condition, without the first ones of them. */
  public Page page(int skip, int most, Predicate<Map.Entry<String, ObjectNode>> wanted) {
    Map<String, ObjectNode> rows = new LinkedHashMap<>();
    int left = skip;
    for (Entry entry : all.entries.reversed()) {
      if (!wanted.test(Map.entry(entry.id, entry.row))) {
        continue;
      }
      if (left > 0) {
        left--;
      } else if (rows.size() == most) {
        return new Page(rows, true);
      } else {
        rows.put(entry.id, entry.row);
      }
    }
    return new Page(rows, false);
  }

  /** The rows that a selection names. A cursor that is not in the table selects nothing. */
  public Slice list(Selection selection) {
    Map<String, String> rest = new LinkedHashMap<>(selection.equal());
    List<Entry> from = narrowest(rest);
    Predicate<ObjectNode> wanted = selection.also().orElse(row -> true);
    for (Map.Entry<String, String> field : rest.entrySet()) {
      wanted = wanted.and(row -> key(row.get(field.getKey())).equals(field.getValue()));
    }
    boolean filtered = !rest.isEmpty() || selection.also().isPresent();
    OptionalInt total = filtered ? OptionalInt.empty() : OptionalInt.of(from.size());
    Walk walk = walk(selection, from);
    if (walk == null) {
      return new Slice(List.of(), false, total);
    }
    return collect(selection, from, wanted, walk, total, filtered);
  }

  /** Where to begin in a list of entries, and in which direction to go. */
  private record Walk(int start, int step, boolean reverse) {}

  private @Nullable Walk walk(Selection selection, List<Entry> from) {
    boolean backwards = selection.before().isPresent();
    int step = selection.newestFirst() == backwards ? 1 : -1;
    Optional<String> cursor = backwards ? selection.before() : selection.after();
    if (cursor.isEmpty()) {
      return new Walk(step > 0 ? 0 : from.size() - 1, step, backwards);
    }
    Entry at = byId.get(cursor.get());
    if (at == null) {
      return null;
    }
    int position = position(from, at.order);
    boolean in = position < from.size() && from.get(position) == at;
    int start = step > 0 ? (in ? position + 1 : position) : position - 1;
    return new Walk(start, step, backwards);
  }

  private static int position(List<Entry> entries, long order) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).order < order) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Slice collect(
      Selection selection,
      List<Entry> from,
      Predicate<ObjectNode> wanted,
      Walk walk,
      OptionalInt total,
      boolean filtered) {
    List<ObjectNode> rows = new ArrayList<>();
    int skip = selection.offset();
    int at = walk.start();
    if (!filtered) {
      at += walk.step() * skip;
      skip = 0;
    }
    boolean more = false;
    for (; at >= 0 && at < from.size(); at += walk.step()) {
      ObjectNode row = from.get(at).row;
      if (selection.until().isPresent() && selection.until().get().test(row)) {
        break;
      }
      if (!wanted.test(row)) {
        continue;
      }
      if (skip > 0) {
        skip--;
      } else if (rows.size() == selection.limit()) {
        more = true;
        break;
      } else {
        rows.add(row);
      }
    }
    return new Slice(walk.reverse() ? rows.reversed() : rows, more, total);
  }

  /** The shortest list that holds all wanted rows; the condition that it meets is taken out. */
  private List<Entry> narrowest(Map<String, String> equal) {
    List<Entry> shortest = all.entries;
    String met = null;
    for (Map.Entry<String, String> field : equal.entrySet()) {
      Map<String, Ordered> index = indexes.get(field.getKey());
      if (index == null) {
        continue;
      }
      Ordered ordered = index.get(field.getValue());
      List<Entry> entries = ordered == null ? List.of() : ordered.entries;
      if (met == null || entries.size() < shortest.size()) {
        shortest = entries;
        met = field.getKey();
      }
    }
    if (met != null) {
      equal.remove(met);
    }
    return shortest;
  }

  private static void addTo(Map<String, Ordered> index, @Nullable JsonNode value, Entry entry) {
    index.computeIfAbsent(key(value), _ -> new Ordered(1)).add(entry);
  }

  private static void removeFrom(
      Map<String, Ordered> index, @Nullable JsonNode value, Entry entry) {
    Ordered ordered = index.get(key(value));
    if (ordered != null) {
      ordered.remove(entry);
      if (ordered.entries.isEmpty()) {
        index.remove(key(value));
      }
    }
  }

  private static String key(@Nullable JsonNode value) {
    return value == null || value.isNull() ? "" : value.asText();
  }
}
