package dev.dragoncode.fakes.pack;

import java.util.List;

/**
 * An operation that is near to a request which matched nothing.
 *
 * @param request what the operation asks for, in short
 * @param differences in words, the one that counts most first
 * @param distance larger for what is further away
 */
public record Near(String operation, String request, List<String> differences, int distance) {

  public Near {
    differences = List.copyOf(differences);
  }

  /** How many letters have to be added, left out or changed. */
  public static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
