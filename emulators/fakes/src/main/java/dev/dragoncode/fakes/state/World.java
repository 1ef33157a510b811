package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All that one pack remembers in one namespace. Whoever reads or changes it holds its lock; what
 * changes is noted from {@link #begin} on and can be undone.
 */
public final class World {

  private final String namespace;
  private final Map<String, List<String>> indexed;
  private final Rows store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Long> sequences = new LinkedHashMap<>();
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long version;
  private List<Change> changes = new ArrayList<>();
  private List<Task> scheduled = new ArrayList<>();

  /**
   * An empty world.
   *
   * @param indexed the fields by which each table is searched
   * @param store what bounds its rows
   */
  public World(String namespace, Map<String, List<String>> indexed, Rows store) {
    this.namespace = namespace;
    this.indexed = indexed;
    this.store = store;
  }

  public String namespace() {
    return namespace;
  }

  /** What guards it. */
  public ReentrantLock lock() {
    return lock;
  }

  /** The table of this name, made where it is new. */
  public Table table(String name) {
    return tables.computeIfAbsent(
        name, n -> new Table(n, indexed.getOrDefault(n, List.of()), store, this::changed));
  }

  private void changed(Change change) {
    version++;
    changes.add(change);
  }

  /** Another number after each change. */
  public long version() {
    return version;
  }

  /** All tables that were ever asked for. */
  public List<Table> tables() {
    return List.copyOf(tables.values());
  }

  /** The next number of a sequence, from 1. */
  public long next(String sequence) {
    return sequences.merge(sequence, 1L, Long::sum);
  }

  /**
   * Random text for ids, the same in each run: it depends on the namespace and on how many came
   * before.
   *
   * @param alphabet the characters to choose from
   */
  public String random(String alphabet, int length) {
    long seed = next("random") * 0x9E3779B97F4A7C15L ^ namespace.hashCode();
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** Begins to note changes anew. */
  public void begin() {
    changes = new ArrayList<>();
    scheduled = new ArrayList<>();
  }

  /** What has changed since {@link #begin}, in order. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Undoes what has changed and was scheduled since {@link #begin}; numbers stay used. */
  public void undo() {
    List<Change> undone = changes;
    changes = new ArrayList<>();
    for (Change change : undone.reversed()) {
      table(change.table()).undo(change);
    }
    scheduled.stream().filter(tasks::remove).forEach(task -> store.adjust(-task.weight()));
    scheduled = new ArrayList<>();
  }

  /**
   * Has a task done at a time.
   *
   * @throws Rows.Full if all rows and tasks together are too heavy for it
   */
  public void schedule(Instant due, String name, ObjectNode details) {
    version++;
    Rows.Pressed pressed = store.press(details);
    Task task = new Task(next("task"), due, name, pressed.row(), pressed.weight() + Rows.ENTRY);
    store.take(task.weight());
    tasks.add(task);
    scheduled.add(task);
  }

  /** When the next task is due. */
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(tasks.peek()).map(Task::due);
  }

  /** Takes out the next task that is due. */
  public Optional<Task> takeDue(Instant now) {
    Task task = tasks.peek();
    if (task == null || task.due().isAfter(now)) {
      return Optional.empty();
    }
    version++;
    tasks.remove();
    store.adjust(-task.weight());
    return Optional.of(task);
  }

  /** Forgets everything. */
  public void clear() {
    version++;
    tables.values().forEach(table -> store.adjust(-table.weight()));
    tasks.forEach(task -> store.adjust(-task.weight()));
    tables.clear();
    sequences.clear();
    tasks.clear();
    changes = new ArrayList<>();
  }

  /** All that it remembers, as a document. */
  public ObjectNode save() {
    ObjectNode saved = JsonNodeFactory.instance.objectNode();
    ObjectNode savedTables = saved.putObject("tables");
    for (Table table : tables.values()) {
      ObjectNode rows = savedTables.putObject(table.name());
      table.rows().forEach(rows::set);
    }
    ObjectNode savedSequences = saved.putObject("sequences");
    sequences.forEach(savedSequences::put);
    var savedTasks = saved.putArray("tasks");
    tasks.stream()
        .sorted()
        .forEach(task ->
            savedTasks
                .addObject()
                .put("number", task.number())
                .put("due", task.due().toString())
                .put("name", task.name())
                .set("details", task.details()));
    return saved;
  }

  /** Remembers what was saved, and nothing else. */
  public void load(JsonNode saved) {
    clear();
    for (Map.Entry<String, JsonNode> table : saved.path("tables").properties()) {
      for (Map.Entry<String, JsonNode> row : table.getValue().properties()) {
        if (row.getValue() instanceof ObjectNode fields) {
          table(table.getKey()).load(row.getKey(), fields);
        }
      }
    }
    for (Map.Entry<String, JsonNode> sequence : saved.path("sequences").properties()) {
      sequences.put(sequence.getKey(), sequence.getValue().asLong());
    }
    for (JsonNode said : saved.path("tasks")) {
      Rows.Pressed pressed =
          store.press(
              said.path("details") instanceof ObjectNode details
                  ? details
                  : JsonNodeFactory.instance.objectNode());
      Task task =
          new Task(
              said.path("number").asLong(),
              Instant.parse(said.path("due").asText()),
              said.path("name").asText(),
              pressed.row(),
              pressed.weight() + Rows.ENTRY);
      store.adjust(task.weight());
      tasks.add(task);
    }
    changes = new ArrayList<>();
  }
}
