package dev.dragoncode.service.fakes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What fake APIs keep, to be looked into and changed. All of it waits for an answer, and throws a
 * Problem where that is a no.
 */
public interface FakeState {

  /** More rows at a time than anybody reads. */
  int PAGE = 100;

  /** A fake's namespace. */
  record Place(String fake, String namespace) {
    public static final String USUAL = "default";
  }

  /** What it keeps rows of, and how many. */
  record Table(String name, int rows) {}

  /** What there is to look into. */
  record Tables(List<Table> tables, List<String> namespaces) {
    public Tables {
      tables = List.copyOf(tables);
      namespaces = List.copyOf(namespaces);
    }
  }

  /**
   * A row.
   *
   * @param json indented
   * @param gist the same in a line, shortened
   */
  record Row(String key, String gist, String json) {}

  /**
   * A part of a table, the newest rows first.
   *
   * @param total rows of the whole table
   * @param more whether others follow
   */
  record Rows(List<Row> rows, int total, int skip, boolean more) {
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  Tables tables(Place place) throws InterruptedException;

  /**
   * Reads a page.
   *
   * @param text what the rows' values contain; empty for all rows
   */
  Rows rows(Place place, String table, String text, int skip) throws InterruptedException;

  /** A row to be filled in, as JSON. */
  String fresh(Place place, String table) throws InterruptedException;

  /**
   * Puts a row in the place of another, or makes one where no key is given.
   *
   * @return its key
   */
  String save(Place place, String table, Optional<String> key, String json)
      throws InterruptedException;

  void delete(Place place, String table, String key) throws InterruptedException;

  /**
   * Makes the rows of a YAML or JSON file, all or none.
   *
   * @return how many, by table
   */
  Map<String, Integer> seed(Place place, Path file) throws InterruptedException;

  /** Forgets a namespace's rows and begins as the fake does. */
  void reset(Place place) throws InterruptedException;
}
