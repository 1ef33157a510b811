package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The vendor's no: the name of one of the pack's errors, with the values for the holes of its body.
 * What the operation had changed is undone, unless it says that it stays.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String error;
  private final transient ObjectNode values = JsonNodeFactory.instance.objectNode();
  private boolean keeping;

  public Refusal(String error) {
    super(error, null, false, false);
    this.error = error;
  }

  public static Refusal of(String error) {
    return new Refusal(error);
  }

  /** The same no with a value for a hole. */
  public Refusal with(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** The same no with a value for a hole. */
  public Refusal with(String name, JsonNode value) {
    values.set(name, value);
    return this;
  }

  /** The same no after changes that stay, such as a declined payment that is kept as such. */
  public Refusal keepingChanges() {
    keeping = true;
    return this;
  }

  public String error() {
    return error;
  }

  public ObjectNode values() {
    return values;
  }

  public boolean keepsChanges() {
    return keeping;
  }
}
