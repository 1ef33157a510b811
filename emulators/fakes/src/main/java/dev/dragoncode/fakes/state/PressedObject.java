package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON that cannot be changed and whose names stand elsewhere, once for all objects
 * with the same ones: a row of twenty fields takes a fifth of what it takes otherwise. A deep copy
 * can be changed.
 */
@SuppressWarnings("unchecked") // Jackson's own deepCopy is
final class PressedObject extends ObjectNode {

  private static final long serialVersionUID = 1;

  PressedObject(Names names, JsonNode[] values) {
    super(JsonNodeFactory.instance, new Fields(names, values));
  }

  private Fields inside() {
    return (Fields) _children;
  }

  /** The same for objects of which {@link #isLike} holds. */
  int likeness() {
    Fields fields = inside();
    int likeness = System.identityHashCode(fields.names);
    for (JsonNode value : fields.values) {
      likeness = likeness * 31 + System.identityHashCode(value);
    }
    return likeness ^ likeness >>> 16;
  }

  /** Whether it is made of the very same names and values; cheaper than being equal. */
  @SuppressWarnings("ReferenceEquality") // that is what is asked
  boolean isLike(PressedObject other) {
    Fields mine = inside();
    Fields others = other.inside();
    if (mine.names != others.names) {
      return false;
    }
    for (int i = 0; i < mine.values.length; i++) {
      if (mine.values[i] != others.values[i]) {
        return false;
      }
    }
    return true;
  }

  /** The names of an object's fields, in their order. */
  static final class Names {

    /** With more names than this, looking them up by their hash is quicker. */
    private static final int FEW = 8;

    private final String[] names;
    private final Map<String, Integer> positions = new HashMap<>();

    Names(String[] names) {
      this.names = names;
      if (names.length > FEW) {
        for (int i = 0; i < names.length; i++) {
          positions.put(names[i], i);
        }
      }
    }

    int size() {
      return names.length;
    }

    private int position(@Nullable Object name) {
      if (!positions.isEmpty()) {
        return positions.getOrDefault(name, -1);
      }
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Names others && Arrays.equals(names, others.names);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(names);
    }
  }

  /** The map that the object looks into. */
  private static final class Fields extends AbstractMap<String, JsonNode> {

    private final Names names;
    private final JsonNode[] values;

    Fields(Names names, JsonNode[] values) {
      this.names = names;
      this.values = values;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
      int at = names.position(name);
      return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return names.position(name) >= 0;
    }

    // those of AbstractMap would keep what they return, in each object

    @Override
    public Set<String> keySet() {
      return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(names.names)));
    }

    @Override
    public Collection<JsonNode> values() {
      return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return values.length;
        }

        @Override
        public Iterator<Map.Entry<String, JsonNode>> iterator() {
          return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
              return at < values.length;
            }

            @Override
            public Map.Entry<String, JsonNode> next() {
              if (at >= values.length) {
                throw new NoSuchElementException();
              }
              int now = at++;
              return Map.entry(names.names[now], values[now]);
            }
          };
        }
      };
    }
  }
}
