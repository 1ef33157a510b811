package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Git's blobs, trees, commits and tags under the names that git itself gives them:
 * https://git-scm.com/book/en/v2/Git-Internals-Git-Objects. All repositories share them.
 */
final class Objects {

  static final String NOTHING = "0".repeat(40);

  private Objects() {}

  /** A line of a tree. */
  record Entry(String name, String mode, String sha) {
    boolean isTree() {
      return mode.equals("040000");
    }

    /** As GitHub calls it. */
    String type() {
      return isTree() ? "tree" : mode.equals("160000") ? "commit" : "blob";
    }
  }

  private static String sha(String type, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update((type + " " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String keep(Scene scene, String type, String sha, ObjectNode row) {
    if (scene.find(type, sha).isEmpty()) {
      scene.create(type, sha, row);
    }
    return sha;
  }

  static String blob(Scene scene, byte[] content) {
    ObjectNode row = Links.object();
    row.put("size", content.length).put("content", Base64.getEncoder().encodeToString(content));
    return keep(scene, "blob", sha("blob", content), row);
  }

  static Optional<byte[]> content(Scene scene, String sha) {
    return scene
        .find("blob", sha)
        .map(row -> Base64.getDecoder().decode(row.path("content").asText()));
  }

  static int size(Scene scene, String sha) {
    return scene.find("blob", sha).map(row -> row.path("size").asInt()).orElse(0);
  }

  static String tree(Scene scene, List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    // git sorts a folder as if its name ended in a slash
    sorted.sort(Comparator.comparing(e -> e.isTree() ? e.name() + "/" : e.name()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ObjectNode row = Links.object();
    ArrayNode lines = row.putArray("entries");
    for (Entry entry : sorted) {
      String mode = entry.mode().replaceFirst("^0", "");
      bytes.writeBytes((mode + " " + entry.name() + "\0").getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(HexFormat.of().parseHex(entry.sha()));
      lines.addObject().put("n", entry.name()).put("m", entry.mode()).put("s", entry.sha());
    }
    return keep(scene, "tree", sha("tree", bytes.toByteArray()), row);
  }

  static List<Entry> entries(Scene scene, String tree) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode line :
        scene.find("tree", tree).map(row -> row.path("entries")).orElse(scene.value("nothing"))) {
      entries.add(
          new Entry(line.path("n").asText(), line.path("m").asText(), line.path("s").asText()));
    }
    return entries;
  }

  /**
   * A commit.
   *
   * @param author with name, email and date
   * @param committer with name, email and date
   */
  static String commit(
      Scene scene,
      String tree,
      List<String> parents,
      String message,
      JsonNode author,
      JsonNode committer) {
    StringBuilder text = new StringBuilder("tree " + tree + "\n");
    parents.forEach(parent -> text.append("parent ").append(parent).append('\n'));
    text.append("author ").append(person(author)).append('\n');
    text.append("committer ").append(person(committer)).append("\n\n").append(message);
    ObjectNode row = Links.object();
    String sha = sha("commit", text.toString().getBytes(StandardCharsets.UTF_8));
    row.put("sha", sha).put("tree", tree).put("message", message);
    ArrayNode all = row.putArray("parents");
    parents.forEach(all::add);
    row.set("author", author);
    row.set("committer", committer);
    return keep(scene, "commit", sha, row);
  }

  private static String person(JsonNode who) {
    long time = OffsetDateTime.parse(who.path("date").asText()).toEpochSecond();
    return "%s <%s> %d +0000"
        .formatted(who.path("name").asText(), who.path("email").asText(), time);
  }

  /** A tag with a message of its own. */
  static String tag(
      Scene scene, String name, String message, String type, String object, JsonNode tagger) {
    String text =
        "object %s\ntype %s\ntag %s\ntagger %s\n\n%s"
            .formatted(object, type, name, person(tagger), message);
    String sha = sha("tag", text.getBytes(StandardCharsets.UTF_8));
    ObjectNode row = Links.object().put("sha", sha).put("tag", name);
    row.put("message", message).put("type", type).put("object", object);
    row.set("tagger", tagger);
    return keep(scene, "tag", sha, row);
  }

  static Optional<ObjectNode> commit(Scene scene, String sha) {
    return scene.find("commit", sha);
  }

  static String treeOf(Scene scene, String commit) {
    return commit(scene, commit).map(row -> row.path("tree").asText()).orElse("");
  }

  /** The name and mail address of an account, at this time. */
  static ObjectNode signature(Scene scene, String login) {
    ObjectNode who = Links.object();
    String name = Accounts.find(scene, login).map(a -> a.path("name").asText(login)).orElse(login);
    who.put("name", name.isEmpty() ? login : name).put("email", Accounts.email(scene, login));
    return who.put("date", Links.now(scene));
  }
}
