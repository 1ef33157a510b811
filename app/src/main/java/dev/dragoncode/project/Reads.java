package dev.dragoncode.project;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a fact or a check has read, so that it is known whether a change concerns it. */
public final class Reads {

  private final Set<String> paths = ConcurrentHashMap.newKeySet();
  private final Set<Listing> listings = ConcurrentHashMap.newKeySet();
  private volatile boolean settings;

  /** A question about which files there are. */
  private sealed interface Listing {
    boolean concerns(String path);
  }

  private record Named(String name) implements Listing {
    @Override
    public boolean concerns(String path) {
      return path.equals(name) || path.endsWith("/" + name);
    }
  }

  private record Extension(String extension) implements Listing {
    @Override
    public boolean concerns(String path) {
      return IndexedFile.extensionOf(path).equals(extension);
    }
  }

  private record Folder(String folder) implements Listing {
    @Override
    public boolean concerns(String path) {
      return IndexedFile.folderOf(path).equals(folder);
    }
  }

  private record Prefix(String folder, String start) implements Listing {
    @Override
    public boolean concerns(String path) {
      return IndexedFile.folderOf(path).equals(folder)
          && path.startsWith(start, folder.isEmpty() ? 0 : folder.length() + 1);
    }
  }

  private record Under(String folder) implements Listing {
    @Override
    public boolean concerns(String path) {
      return folder.isEmpty() || path.startsWith(folder + "/");
    }
  }

  /** All files of an extension and what they say. */
  private record Contents(String extension) implements Listing {
    @Override
    public boolean concerns(String path) {
      return IndexedFile.extensionOf(path).equals(extension);
    }
  }

  /** All files and what they say. */
  private record Everything() implements Listing {
    @Override
    public boolean concerns(String path) {
      return true;
    }
  }

  void path(String path) {
    paths.add(path);
  }

  void named(String name) {
    listings.add(new Named(name));
  }

  void extension(String extension) {
    listings.add(new Extension(extension));
  }

  void contents(String extension) {
    listings.add(new Contents(extension));
  }

  void everything() {
    listings.add(new Everything());
  }

  void folder(String folder) {
    listings.add(new Folder(folder));
  }

  void folder(String folder, String start) {
    listings.add(new Prefix(folder, start));
  }

  void under(String folder) {
    listings.add(new Under(folder));
  }

  void settings() {
    settings = true;
  }

  void addAll(Reads other) {
    paths.addAll(other.paths);
    listings.addAll(other.listings);
    settings |= other.settings;
  }

  /** Whether the change touches anything that was read. */
  public boolean concernedBy(TreeChange change) {
    if (change.everything() || (change.settings() && settings)) {
      return true;
    }
    for (String path : change.modified()) {
      if (paths.contains(path)) {
        return true;
      }
      for (Listing listing : listings) {
        if ((listing instanceof Contents || listing instanceof Everything)
            && listing.concerns(path)) {
          return true;
        }
      }
    }
    for (String path : change.listed()) {
      if (paths.contains(path)) {
        return true;
      }
      for (Listing listing : listings) {
        if (listing.concerns(path)) {
          return true;
        }
      }
    }
    return false;
  }
}
