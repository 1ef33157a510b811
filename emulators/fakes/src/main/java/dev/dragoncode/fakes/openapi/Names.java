package dev.dragoncode.fakes.openapi;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells which names mean the same, whatever their letters' case and what joins their words. */
final class Names {

  private Names() {}

  /** {@code petid} for {@code petId}, {@code pet_id} and {@code pet-id}. */
  static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char one = name.charAt(i);
      if (Character.isLetterOrDigit(one)) {
        plain.append(one);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  /** The name among these that means the same. */
  static Optional<String> same(Iterable<String> names, String wanted) {
    String plain = plain(wanted);
    for (String name : names) {
      if (name.equals(wanted)) {
        return Optional.of(name);
      }
    }
    for (String name : names) {
      if (plain(name).equals(plain)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** Whether a name is one of these plain ones. */
  static boolean among(String name, Set<String> plain) {
    return plain.contains(plain(name));
  }
}
