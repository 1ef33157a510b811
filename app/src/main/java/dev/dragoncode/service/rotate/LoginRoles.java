package dev.dragoncode.service.rotate;

import java.util.Locale;

/**
 * Two roles that log in by turns, and the one that both belong to: it owns what they make, so that
 * neither misses what the other has made.
 */
public record LoginRoles(String group, String first, String second) {

  /** PostgreSQL cuts longer names, here without room for what is appended. */
  private static final int LONGEST = 60;

  /** The roles of a project, by its name: {@code shop-api} has shop_api, shop_api_a, shop_api_b. */
  public static LoginRoles of(String project) {
    String name =
        project.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    // names that begin with pg_ are the server's own
    if (name.isEmpty() || !Character.isLetter(name.charAt(0)) || name.startsWith("pg_")) {
      name = "app_" + name;
    }
    String group = name.substring(0, Math.min(name.length(), LONGEST));
    return new LoginRoles(group, group + "_a", group + "_b");
  }

  /** Whether this is one of the two. */
  boolean has(String role) {
    return role.equals(first) || role.equals(second);
  }

  /** Whose turn it is after this one; the first's after any other's. */
  String after(String role) {
    return role.equals(first) ? second : first;
  }
}
