package dev.dragoncode.ui.scaffold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The files of a plan as a tree, in rows; folders that hold one folder only are one row with it.
 */
final class FileTree {

  private FileTree() {}

  /**
   * A row.
   *
   * @param depth how far it is indented
   * @param path of a file; empty for a folder
   */
  record Row(int depth, String label, String path) {
    boolean folder() {
      return path.isEmpty();
    }
  }

  private static final class Folder {
    private final TreeMap<String, Folder> folders = new TreeMap<>();
    private final TreeMap<String, String> files = new TreeMap<>();
  }

  /** The rows of these files, folders first. */
  static List<Row> rows(Collection<String> paths) {
    Folder root = new Folder();
    for (String path : paths) {
      String[] parts = path.split("/", -1);
      Folder folder = root;
      for (int i = 0; i < parts.length - 1; i++) {
        folder = folder.folders.computeIfAbsent(parts[i], _ -> new Folder());
      }
      folder.files.put(parts[parts.length - 1], path);
    }
    List<Row> rows = new ArrayList<>();
    add(root, 0, rows);
    return rows;
  }

  private static void add(Folder folder, int depth, List<Row> rows) {
    folder.folders.forEach((name, inner) -> {
      String label = name + "/";
      Folder shown = inner;
      while (shown.files.isEmpty() && shown.folders.size() == 1) {
        label += shown.folders.firstKey() + "/";
        shown = shown.folders.firstEntry().getValue();
      }
      rows.add(new Row(depth, label, ""));
      add(shown, depth + 1, rows);
    });
    folder.files.forEach((name, path) -> rows.add(new Row(depth, name, path)));
  }
}
