package dev.dragoncode.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All files of a project at one moment, with those of the repository around it that speak for it
 * too. Immutable; a later moment is made from an earlier one at the cost of what changed, whatever
 * the size of the tree.
 */
public final class FileIndex {

  /** Above this size a file is not source or configuration, and its text is not read. */
  public static final long MAX_TEXT_BYTES = 2L << 20;

  private static final IndexedFile[] NONE = {};

  private final FileSource source;
  private final Map<String, IndexedFile[]> byFolder;
  private final Map<String, IndexedFile[]> byExtension;
  private final int size;

  private FileIndex(
      FileSource source,
      Map<String, IndexedFile[]> byFolder,
      Map<String, IndexedFile[]> byExtension,
      int size) {
    this.source = source;
    this.byFolder = byFolder;
    this.byExtension = byExtension;
    this.size = size;
  }

  /** An index of these files, in any order. */
  public static FileIndex of(FileSource source, Collection<IndexedFile> files) {
    Map<String, List<IndexedFile>> folders = new HashMap<>();
    Map<String, List<IndexedFile>> extensions = new HashMap<>();
    int visible = 0;
    for (IndexedFile file : files) {
      folders.computeIfAbsent(file.folder(), _ -> new ArrayList<>()).add(file);
      if (!file.ignored()) {
        extensions.computeIfAbsent(file.extension(), _ -> new ArrayList<>()).add(file);
        visible++;
      }
    }
    Map<String, IndexedFile[]> byFolder = HashMap.newHashMap(folders.size());
    folders.forEach((folder, list) -> {
      list.sort(Comparator.comparing(IndexedFile::path));
      byFolder.put(folder, list.toArray(IndexedFile[]::new));
    });
    Map<String, IndexedFile[]> byExtension = HashMap.newHashMap(extensions.size());
    extensions.forEach((extension, list) -> {
      list.sort(Comparator.comparing(IndexedFile::path));
      byExtension.put(extension, list.toArray(IndexedFile[]::new));
    });
    return new FileIndex(source, byFolder, byExtension, visible);
  }

  /** Where the files come from. */
  public FileSource source() {
    return source;
  }

  /** How many files are in view; ignored ones are not counted. */
  public int size() {
    return size;
  }

  /** The file of this path, ignored or not. */
  public Optional<IndexedFile> file(String path) {
    IndexedFile[] files = byFolder.get(IndexedFile.folderOf(path));
    if (files == null) {
      return Optional.empty();
    }
    int at = find(files, path);
    return at < 0 ? Optional.empty() : Optional.of(files[at]);
  }

  /** Gives every file, ignored ones too, in no particular order. */
  public void forEach(Consumer<IndexedFile> action) {
    byFolder.values().forEach(files -> Arrays.asList(files).forEach(action));
  }

  /** Files with this extension that are not ignored, by path. */
  public List<IndexedFile> withExtension(String extension) {
    return Collections.unmodifiableList(Arrays.asList(byExtension.getOrDefault(extension, NONE)));
  }

  /** As above, those whose path holds one of these texts. */
  public List<IndexedFile> withExtension(String extension, List<String> anyOf) {
    List<IndexedFile> files = new ArrayList<>();
    for (IndexedFile file : byExtension.getOrDefault(extension, NONE)) {
      if (anyOf.stream().anyMatch(file.path()::contains)) {
        files.add(file);
      }
    }
    return Collections.unmodifiableList(files);
  }

  /** Files of this name, in any folder, that are not ignored. */
  public List<IndexedFile> named(String name) {
    List<IndexedFile> files = new ArrayList<>();
    for (IndexedFile file : byExtension.getOrDefault(IndexedFile.extensionOf(name), NONE)) {
      if (file.path().endsWith(name) && file.name().equals(name)) {
        files.add(file);
      }
    }
    return Collections.unmodifiableList(files);
  }

  /** Files that lie directly in a folder, ignored ones included, by path. */
  public List<IndexedFile> inFolder(String folder) {
    IndexedFile[] files = byFolder.get(folder);
    return files == null ? List.of() : List.of(files);
  }

  /** Files in a folder and below it that are not ignored, by path. */
  public List<IndexedFile> under(String folder) {
    String prefix = folder + "/";
    List<IndexedFile> files = new ArrayList<>();
    byFolder.forEach((each, list) -> {
      if (folder.isEmpty() || each.equals(folder) || each.startsWith(prefix)) {
        for (IndexedFile file : list) {
          if (!file.ignored()) {
            files.add(file);
          }
        }
      }
    });
    files.sort(Comparator.comparing(IndexedFile::path));
    return Collections.unmodifiableList(files);
  }

  /** Whether any file lies in the folder or below it. */
  public boolean hasFolder(String folder) {
    String prefix = folder + "/";
    return byFolder.containsKey(folder)
        || byFolder.keySet().stream().anyMatch(each -> each.startsWith(prefix));
  }

  /**
   * The text of a file, broken bytes replaced.
   *
   * @return empty where it cannot be read, is too large or is not text
   */
  public Optional<String> text(IndexedFile file) {
    return text(file, MAX_TEXT_BYTES);
  }

  /** As above, for files that may be larger than source and configuration. */
  public Optional<String> text(IndexedFile file, long maxBytes) {
    if (file.size() > maxBytes) {
      return Optional.empty();
    }
    try {
      byte[] bytes = source.read(file.path());
      for (byte each : bytes) {
        if (each == 0) {
          return Optional.empty();
        }
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (IOException | InvalidPathException e) {
      // unreadable files are listed by the walk; to a check they have no text
      return Optional.empty();
    }
  }

  /**
   * The index after some files changed.
   *
   * @param changed new or changed files as they are now
   * @param removed paths of files or folders that are gone
   */
  public FileIndex with(Collection<IndexedFile> changed, Set<String> removed) {
    Change change = new Change();
    removed.forEach(change::remove);
    changed.forEach(change::put);
    return change.result();
  }

  private static int find(IndexedFile[] files, String path) {
    int low = 0;
    int high = files.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = files[middle].path().compareTo(path);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** Copies only the lists that change. */
  private final class Change {

    private final Map<String, IndexedFile[]> folders = new HashMap<>(byFolder);
    private final Map<String, IndexedFile[]> extensions = new HashMap<>(byExtension);
    private int count = size;

    void remove(String path) {
      IndexedFile[] files = folders.get(IndexedFile.folderOf(path));
      int at = files == null ? -1 : find(files, path);
      if (files != null && at >= 0) {
        unlist(files[at]);
        store(IndexedFile.folderOf(path), without(files, at));
        return;
      }
      List<String> gone =
          folders.keySet().stream()
              .filter(folder -> folder.equals(path) || folder.startsWith(path + "/"))
              .toList();
      for (String folder : gone) {
        for (IndexedFile file : folders.getOrDefault(folder, NONE)) {
          unlist(file);
        }
        folders.remove(folder);
      }
    }

    void put(IndexedFile file) {
      String folder = file.folder();
      IndexedFile[] files = folders.getOrDefault(folder, NONE);
      int at = find(files, file.path());
      if (at >= 0) {
        IndexedFile before = files[at];
        IndexedFile[] copy = files.clone();
        copy[at] = file;
        folders.put(folder, copy);
        unlist(before);
        list(file);
        return;
      }
      folders.put(folder, inserted(files, -at - 1, file));
      list(file);
    }

    private void store(String folder, IndexedFile[] files) {
      if (files.length == 0) {
        folders.remove(folder);
      } else {
        folders.put(folder, files);
      }
    }

    private void list(IndexedFile file) {
      if (file.ignored()) {
        return;
      }
      IndexedFile[] files = extensions.getOrDefault(file.extension(), NONE);
      int slot = -find(files, file.path()) - 1;
      if (slot >= 0) {
        extensions.put(file.extension(), inserted(files, slot, file));
        count++;
      }
    }

    private void unlist(IndexedFile file) {
      IndexedFile[] files = extensions.getOrDefault(file.extension(), NONE);
      int at = find(files, file.path());
      if (at >= 0) {
        extensions.put(file.extension(), without(files, at));
        count--;
      }
    }

    private static IndexedFile[] inserted(IndexedFile[] files, int slot, IndexedFile file) {
      IndexedFile[] copy = Arrays.copyOf(files, files.length + 1);
      System.arraycopy(files, slot, copy, slot + 1, files.length - slot);
      copy[slot] = file;
      return copy;
    }

    private static IndexedFile[] without(IndexedFile[] files, int at) {
      IndexedFile[] copy = new IndexedFile[files.length - 1];
      System.arraycopy(files, 0, copy, 0, at);
      System.arraycopy(files, at + 1, copy, at, files.length - at - 1);
      return copy;
    }

    FileIndex result() {
      return new FileIndex(source, folders, extensions, count);
    }
  }
}
