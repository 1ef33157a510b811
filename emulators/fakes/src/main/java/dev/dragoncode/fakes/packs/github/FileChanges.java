package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Objects.Entry;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that differ between two trees. */
final class FileChanges {

  /** GitHub shows no patch of larger texts. */
  private static final int MOST_TEXT = 1_000_000;

  private FileChanges() {}

  /**
   * A file that differs.
   *
   * @param status added, removed, modified or renamed
   * @param before its object; empty where it is new
   * @param after its object; empty where it is gone
   * @param from its path before, where it was renamed
   */
  record Change(String path, String status, String before, String after, String from) {}

  /** What a commit changed since its first parent. */
  static List<Change> of(Scene scene, ObjectNode commit) {
    String parent = commit.path("parents").path(0).asText("");
    return between(scene, Objects.treeOf(scene, parent), commit.path("tree").asText());
  }

  static List<Change> between(Scene scene, String before, String after) {
    if (before.equals(after)) {
      return List.of();
    }
    Map<String, Entry> old = Trees.all(scene, before, false);
    Map<String, Entry> now = Trees.all(scene, after, false);
    List<Change> changes = new ArrayList<>();
    Map<String, String> gone = new LinkedHashMap<>();
    old.forEach((path, entry) -> {
      if (!now.containsKey(path)) {
        gone.putIfAbsent(entry.sha(), path);
      }
    });
    now.forEach((path, entry) -> {
      Entry was = old.get(path);
      if (was == null) {
        String from = gone.remove(entry.sha());
        changes.add(
            from == null
                ? new Change(path, "added", "", entry.sha(), "")
                : new Change(path, "renamed", entry.sha(), entry.sha(), from));
      } else if (!was.sha().equals(entry.sha()) || !was.mode().equals(entry.mode())) {
        changes.add(new Change(path, "modified", was.sha(), entry.sha(), ""));
      }
    });
    List<String> renamed = changes.stream().map(Change::from).toList();
    old.forEach((path, entry) -> {
      if (!now.containsKey(path) && !renamed.contains(path)) {
        changes.add(new Change(path, "removed", entry.sha(), "", ""));
      }
    });
    changes.sort(java.util.Comparator.comparing(Change::path));
    return changes;
  }

  /** The difference of its lines; empty where it is no text. */
  static Optional<LineDiff.Result> lines(Scene scene, Change change) {
    Optional<String> before = text(scene, change.before());
    Optional<String> after = text(scene, change.after());
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(LineDiff.of(before.get(), after.get()));
  }

  private static Optional<String> text(Scene scene, String sha) {
    if (sha.isEmpty()) {
      return Optional.of("");
    }
    byte[] bytes = Objects.content(scene, sha).orElse(new byte[0]);
    if (bytes.length > MOST_TEXT) {
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static ObjectNode view(Scene scene, ObjectNode repo, String commit, Change change) {
    ObjectNode view = repo.objectNode();
    view.put("sha", change.after().isEmpty() ? change.before() : change.after());
    view.put("filename", change.path()).put("status", change.status());
    Optional<LineDiff.Result> lines = lines(scene, change);
    int additions = lines.map(LineDiff.Result::additions).orElse(0);
    int deletions = lines.map(LineDiff.Result::deletions).orElse(0);
    view.put("additions", additions).put("deletions", deletions);
    view.put("changes", additions + deletions);
    String path = encoded(change.path());
    String page = Repos.page(scene, repo);
    view.put("blob_url", page + "/blob/" + commit + "/" + path);
    view.put("raw_url", page + "/raw/" + commit + "/" + path);
    view.put("contents_url", Repos.url(scene, repo) + "/contents/" + path + "?ref=" + commit);
    lines
        .map(LineDiff.Result::patch)
        .filter(patch -> !patch.isEmpty())
        .ifPresent(patch -> view.put("patch", patch));
    if (!change.from().isEmpty()) {
      view.put("previous_filename", change.from());
    }
    return view;
  }

  /** All of it in git's form, as the media type {@code diff} asks. */
  static String diff(Scene scene, List<Change> changes) {
    StringBuilder text = new StringBuilder();
    for (Change change : changes) {
      String from = change.from().isEmpty() ? change.path() : change.from();
      text.append("diff --git a/%s b/%s\n".formatted(from, change.path()));
      switch (change.status()) {
        case "added" -> text.append("new file mode 100644\n");
        case "removed" -> text.append("deleted file mode 100644\n");
        case "renamed" ->
            text.append(
                "similarity index 100%%\nrename from %s\nrename to %s\n"
                    .formatted(from, change.path()));
        default -> {}
      }
      String patch = lines(scene, change).map(LineDiff.Result::patch).orElse("");
      if (!patch.isEmpty()) {
        text.append(
            "index %s..%s\n".formatted(shortened(change.before()), shortened(change.after())));
        text.append("--- ").append(change.before().isEmpty() ? "/dev/null" : "a/" + from);
        text.append("\n+++ ").append(change.after().isEmpty() ? "/dev/null" : "b/" + change.path());
        text.append('\n').append(patch).append('\n');
      }
    }
    return text.toString();
  }

  private static String shortened(String sha) {
    return (sha.isEmpty() ? Objects.NOTHING : sha).substring(0, 7);
  }

  static String encoded(String path) {
    StringBuilder encoded = new StringBuilder();
    for (String segment : Trees.segments(path)) {
      encoded
          .append(encoded.isEmpty() ? "" : "/")
          .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return encoded.toString();
  }
}
