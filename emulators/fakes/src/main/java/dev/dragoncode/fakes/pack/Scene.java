package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import dev.dragoncode.fakes.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a pack's code acts: one namespace at one time. All of it happens under the world's lock and
 * is undone as a whole when it ends in a {@link Refusal}.
 */
public interface Scene {

  Pack pack();

  World world();

  /** The fakes' time. */
  Instant now();

  /** Where the pack answers, without a slash at the end. */
  String url();

  /** The address of a page for a browser, which comes back to this namespace without a header. */
  String page(String path);

  /** An id in the resource's style that nothing has yet. */
  String newId(String resource);

  /** Random text, the same in each run. */
  String random(String alphabet, int length);

  /**
   * Makes a row out of the resource's template and these values, and tells of it.
   *
   * @param values take the place of the template's fields
   */
  ObjectNode create(String resource, ObjectNode values);

  /**
   * The same for a row whose key in the table is not its new id, such as {@code owner/name}.
   *
   * @param values take the place of the template's fields
   */
  ObjectNode create(String resource, String key, ObjectNode values);

  /** The row with this id; not to be changed but through {@link #change}. */
  Optional<ObjectNode> find(String resource, String id);

  /**
   * The row with this id.
   *
   * @throws Refusal with the pack's error {@code not_found} and the holes {@code resource} and
   *     {@code id}
   */
  ObjectNode get(String resource, String id);

  /** Puts a changed copy in the place of a row. Tells nobody. */
  ObjectNode change(String resource, String id, Consumer<ObjectNode> edit);

  /** Takes a row out. Tells nobody. */
  void remove(String resource, String id);

  /** Rows of a resource. */
  Slice list(String resource, Selection selection);

  /**
   * Tells those who listen of an event. What they get is made by the pack's code, or is the object
   * itself.
   */
  void emit(String event, JsonNode object);

  /** Sends one message to one place, with the vendor's signature and retries. */
  void post(Outgoing message);

  /** Has a task of the pack's code done later, by the fakes' clock. */
  void later(Duration wait, String task, ObjectNode details);

  /** What the pack's YAML keeps under {@code values}, such as magic numbers. */
  JsonNode value(String name);
}
