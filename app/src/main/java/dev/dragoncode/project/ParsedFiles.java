package dev.dragoncode.project;

import dev.dragoncode.project.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what files say for as long as they do not change. One instance serves an open folder;
 * it may be asked from many threads.
 */
public final class ParsedFiles {

  /** Texts are kept for the next parser and for excerpts, up to this many characters in all. */
  private static final int MAX_TEXT = 4 << 20;

  private final Map<String, Map<Syntax<?>, Stamped>> byPath = new ConcurrentHashMap<>();
  private final Map<String, StampedText> texts = new LinkedHashMap<>(16, 0.75f, true);
  private int textSize;

  private record Stamped(IndexedFile file, Parsed<?> parsed) {}

  private record StampedText(IndexedFile file, String text) {}

  /** The file read by this syntax, from memory where it has not changed since. */
  public <T> Parsed<T> get(FileIndex index, IndexedFile file, Syntax<T> syntax) {
    Map<Syntax<?>, Stamped> known =
        byPath.computeIfAbsent(file.path(), _ -> new ConcurrentHashMap<>(2));
    Stamped stamped = known.get(syntax);
    if (stamped == null || !stamped.file.equals(file)) {
      stamped = new Stamped(file, parse(index, file, syntax));
      known.put(syntax, stamped);
    }
    @SuppressWarnings("unchecked") // put above under this very syntax
    Parsed<T> parsed = (Parsed<T>) stamped.parsed;
    return parsed;
  }

  /** Reads files that will be asked for, so that {@link #get} finds them. */
  public <T> void ahead(FileIndex index, List<IndexedFile> files, Syntax<T> syntax) {
    if (!(syntax instanceof BulkSyntax<T> bulk)) {
      files.forEach(file -> get(index, file, syntax));
      return;
    }
    List<IndexedFile> open = new ArrayList<>();
    List<String> contents = new ArrayList<>();
    for (IndexedFile file : files) {
      Stamped stamped = byPath.getOrDefault(file.path(), Map.of()).get(syntax);
      Optional<String> text =
          stamped == null || !stamped.file.equals(file) ? index.text(file) : Optional.empty();
      if (text.isPresent()) {
        open.add(file);
        contents.add(text.get());
      }
    }
    try {
      List<T> values = bulk.parseAll(contents);
      for (int i = 0; i < open.size(); i++) {
        IndexedFile file = open.get(i);
        byPath
            .computeIfAbsent(file.path(), _ -> new ConcurrentHashMap<>(2))
            .put(
                syntax,
                new Stamped(
                    file, new Parsed<>(file, Optional.of(values.get(i)), Optional.empty())));
      }
    } catch (SyntaxException e) {
      // one of them is beyond repair: find out which
      open.forEach(file -> get(index, file, syntax));
    }
  }

  private <T> Parsed<T> parse(FileIndex index, IndexedFile file, Syntax<T> syntax) {
    Optional<String> text = text(index, file);
    if (text.isEmpty()) {
      return new Parsed<>(file, Optional.empty(), Optional.empty());
    }
    try {
      return new Parsed<>(file, Optional.of(syntax.parse(file, text.get())), Optional.empty());
    } catch (SyntaxException e) {
      return new Parsed<>(file, Optional.empty(), Optional.of(e));
    }
  }

  /** The file's text; see {@link FileIndex#text}. */
  public Optional<String> text(FileIndex index, IndexedFile file) {
    synchronized (texts) {
      StampedText known = texts.get(file.path());
      if (known != null && known.file.equals(file)) {
        return Optional.of(known.text);
      }
    }
    Optional<String> text = index.text(file);
    text.ifPresent(found -> remember(file, found));
    return text;
  }

  private void remember(IndexedFile file, String text) {
    synchronized (texts) {
      StampedText before = texts.put(file.path(), new StampedText(file, text));
      textSize += text.length() - (before == null ? 0 : before.text.length());
      var oldest = texts.entrySet().iterator();
      while (textSize > MAX_TEXT && oldest.hasNext()) {
        textSize -= oldest.next().getValue().text.length();
        oldest.remove();
      }
    }
  }

  /** Forgets files that changed or are gone, however alike their stamps are. */
  public void forget(Collection<String> paths) {
    for (String path : paths) {
      byPath.remove(path);
      synchronized (texts) {
        StampedText before = texts.remove(path);
        textSize -= before == null ? 0 : before.text.length();
      }
    }
  }
}
