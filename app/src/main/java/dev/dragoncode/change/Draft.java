package dev.dragoncode.change;

import dev.dragoncode.project.ProjectView;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Changes in the making. Texts have plain line feeds here, whatever the files have; an edit sees
 * what earlier ones have made of a file.
 */
public final class Draft {

  private final ProjectView view;
  private final Map<String, String> answers;
  private final Function<String, Optional<Bytes>> bases;
  private final Map<String, Sheet> sheets = new LinkedHashMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private final Map<String, Question> asked = new LinkedHashMap<>();
  private final Set<String> remaining = new LinkedHashSet<>();
  private final Set<String> advice = new LinkedHashSet<>();
  private Optional<String> declined = Optional.empty();

  /** A file as it is drafted. */
  private static final class Sheet {
    private final Optional<Bytes> before;
    private final LineEnds ends;
    private Optional<String> text;
    private boolean executable;
    private Optional<String> generated = Optional.empty();

    Sheet(Optional<Bytes> before, LineEnds ends, Optional<String> text) {
      this.before = before;
      this.ends = ends;
      this.text = text;
    }
  }

  /**
   * @param answers to the recipe's questions, by their keys
   * @param bases what DragonCode wrote last time into a file, for a merge
   */
  public Draft(
      ProjectView view, Map<String, String> answers, Function<String, Optional<Bytes>> bases) {
    this.view = view;
    this.answers = Map.copyOf(answers);
    this.bases = bases;
  }

  /** The project as it is, without what was drafted. */
  public ProjectView view() {
    return view;
  }

  /** A person's answer; empty where there is none yet. */
  public Optional<String> ask(String key, String text, String example) {
    asked.put(key, new Question(key, text, example));
    return Optional.ofNullable(answers.get(key)).map(String::strip).filter(a -> !a.isEmpty());
  }

  /** Whether there is such a file, or will be. */
  public boolean has(String path) {
    return text(path).isPresent();
  }

  /** The text of a file as drafted so far; empty where there is none, or no text. */
  public Optional<String> text(String path) {
    return sheet(path).flatMap(sheet -> sheet.text);
  }

  /** Changes a file's text; where there is no such file, that of an empty one. */
  public void edit(String path, UnaryOperator<String> change) {
    sheet(path).ifPresent(sheet -> sheet.text = Optional.of(change.apply(sheet.text.orElse(""))));
  }

  /** Makes a file, or brings one that DragonCode made up to date without losing hand edits. */
  public void generate(String path, String text) {
    generate(path, text, false);
  }

  /** The same for a file that may be run. */
  public void generateExecutable(String path, String text) {
    generate(path, text, true);
  }

  private void generate(String path, String text, boolean executable) {
    Optional<Sheet> found = sheet(path);
    if (found.isEmpty()) {
      return;
    }
    Sheet sheet = found.get();
    sheet.executable = executable;
    Optional<String> current = sheet.text;
    if (current.isEmpty() || current.get().equals(text)) {
      sheet.text = Optional.of(text);
      sheet.generated = Optional.of(text);
      return;
    }
    // without a base nothing tells a hand's lines from older ones of ours: all of it is a conflict
    String base = bases.apply(path).map(Bytes::text).orElse("");
    ThreeWayMerge.Outcome merged = ThreeWayMerge.of(base, current.get(), text);
    if (merged.conflicting()) {
      sheets.remove(path);
      conflicts.add(
          new Conflict(path, sheet.before.orElseThrow(), sheet.ends.bytes(merged.text())));
    } else {
      sheet.text = Optional.of(merged.text());
      sheet.generated = Optional.of(text);
    }
  }

  /** Removes a file. */
  public void delete(String path) {
    sheet(path).ifPresent(sheet -> sheet.text = Optional.empty());
  }

  /** Whether anything would change by now. */
  public boolean changes() {
    return sheets.values().stream().anyMatch(s -> !s.text.map(s.ends::bytes).equals(s.before));
  }

  /** Says what a person has to do before the gap is closed. */
  public void remains(String sentence) {
    remaining.add(sentence);
  }

  /** Says what a person should know or do as well. */
  public void advise(String sentence) {
    advice.add(sentence);
  }

  /**
   * Says why nothing, or no more, can be done; the first reason counts. Beside changes it is what
   * remains for a person.
   */
  public void decline(String why) {
    declined = declined.or(() -> Optional.of(why));
  }

  /** What was drafted. */
  public Proposal proposal() {
    List<FileEdit> edits = new ArrayList<>();
    sheets.forEach((path, sheet) -> {
      Optional<Bytes> after = sheet.text.map(sheet.ends::bytes);
      edits.add(
          new FileEdit(
              path, sheet.before, after, sheet.executable, sheet.generated.map(Bytes::of)));
    });
    ChangeSet changes = new ChangeSet(edits);
    boolean nothing = changes.isEmpty() && conflicts.isEmpty();
    // what could not be done beside what can is for a person
    Set<String> left = new LinkedHashSet<>(remaining);
    if (!nothing) {
      declined.ifPresent(left::add);
    }
    return new Proposal(
        changes,
        conflicts,
        List.copyOf(left),
        List.copyOf(advice),
        List.copyOf(asked.values()),
        answers,
        nothing ? declined.or(this::unanswered) : Optional.empty());
  }

  private Optional<String> unanswered() {
    List<String> open =
        asked.values().stream()
            .filter(q -> answers.getOrDefault(q.key(), "").isBlank())
            .map(Question::text)
            .toList();
    return Optional.of(
        open.isEmpty()
            ? "There is nothing to change."
            : "It takes what only you know: " + String.join(" ", open));
  }

  /** The file's sheet; empty where it may not be written or is no text. */
  private Optional<Sheet> sheet(String path) {
    Sheet known = sheets.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    if (path.startsWith("../")) {
      decline(path + " lies outside this folder. Open the repository's root to change it.");
      return Optional.empty();
    }
    Optional<Bytes> before = view.content(path).map(Bytes::of);
    Optional<String> text = before.flatMap(Draft::decoded);
    if (before.isPresent() && text.isEmpty()) {
      decline(path + " is no text in UTF-8.");
      return Optional.empty();
    }
    LineEnds ends = text.map(LineEnds::of).orElse(LineEnds.PLAIN);
    Sheet made = new Sheet(before, ends, text.map(ends::plain));
    sheets.put(path, made);
    return Optional.of(made);
  }

  private static Optional<String> decoded(Bytes bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray())).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
