package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A part of a mapping file that knows where it stands.
 *
 * @param where the file, and the members that lead to it
 */
record Part(String where, JsonNode json) {

  /** An objection to this part. */
  MappingException wrong(String why) {
    return new MappingException(where, why);
  }

  boolean has(String name) {
    return json.hasNonNull(name);
  }

  /** A member; a missing one is a part, too. */
  Part at(String name) {
    return new Part(where + (where.endsWith(":") ? " " : ".") + name, json.path(name));
  }

  /** A member, where it is there and not null. */
  Optional<Part> find(String name) {
    return has(name) ? Optional.of(at(name)) : Optional.empty();
  }

  /** What is made of a member that is a list. */
  <T> List<T> each(String name, Function<Part, T> make) {
    List<T> made = new ArrayList<>();
    if (has(name)) {
      Part list = at(name);
      if (!list.json.isArray()) {
        throw list.wrong("is no list");
      }
      for (int i = 0; i < list.json.size(); i++) {
        made.add(make.apply(new Part("%s[%d]".formatted(list.where, i), list.json.path(i))));
      }
    }
    return made;
  }

  /** What is made of the members of a member that is an object. */
  <T> Map<String, T> all(String name, Function<Part, T> make) {
    Map<String, T> made = new LinkedHashMap<>();
    if (has(name)) {
      Part object = at(name).object();
      object.json.fieldNames().forEachRemaining(key -> made.put(key, make.apply(object.at(key))));
    }
    return made;
  }

  Part object() {
    if (!json.isObject()) {
      throw wrong("is no object");
    }
    return this;
  }

  /** Objects to members that are not among these. */
  void only(Set<String> names) {
    object();
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!names.contains(name)) {
            throw new MappingException(
                where,
                "has a member “%s”, which is not understood here; understood are %s"
                    .formatted(name, String.join(", ", new TreeSet<>(names))));
          }
        });
  }

  String text() {
    if (!json.isValueNode() || json.isNull()) {
      throw wrong("is no text");
    }
    return json.asText();
  }

  boolean truth() {
    if (!json.isBoolean()) {
      throw wrong("is neither true nor false");
    }
    return json.asBoolean();
  }

  boolean truth(String name) {
    return has(name) && at(name).truth();
  }

  /** A whole number between two others. */
  long whole(long least, long most) {
    boolean whole = json.canConvertToLong() && (json.isIntegralNumber() || json.isDouble());
    if (!whole || json.asLong() < least || json.asLong() > most) {
      throw wrong("is no whole number from %d to %d".formatted(least, most));
    }
    return json.asLong();
  }

  double number(double least, double most) {
    if (!json.isNumber() || json.asDouble() < least || json.asDouble() > most) {
      throw wrong("is no number from %s to %s".formatted(least, most));
    }
    return json.asDouble();
  }
}
