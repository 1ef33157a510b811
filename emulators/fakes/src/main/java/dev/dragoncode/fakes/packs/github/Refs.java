package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Branches and tags, and what follows when they move. */
final class Refs {

  static final String RESOURCE = "ref";
  static final String HEADS = "refs/heads/";
  static final String TAGS = "refs/tags/";

  private Refs() {}

  static Optional<ObjectNode> find(Scene scene, ObjectNode repo, String ref) {
    return scene.find(RESOURCE, Repos.key(repo, ref));
  }

  /** The commit that a branch points to. */
  static Optional<String> branch(Scene scene, ObjectNode repo, String name) {
    return find(scene, repo, HEADS + name).map(row -> row.path("sha").asText());
  }

  /** All with this beginning, in the order of their names. */
  static List<ObjectNode> beginning(Scene scene, ObjectNode repo, String prefix) {
    return scene.list(RESOURCE, Selection.of("~repo", Repos.id(repo))).rows().stream()
        .filter(row -> row.path("ref").asText().startsWith(prefix))
        .sorted(Comparator.comparing(row -> row.path("ref").asText()))
        .toList();
  }

  /** The commit behind a branch, a tag, a full name of either, or its own name. */
  static Optional<String> resolve(Scene scene, ObjectNode repo, String name) {
    for (String ref : List.of(HEADS + name, TAGS + name, name, "refs/" + name)) {
      Optional<ObjectNode> row = find(scene, repo, ref);
      if (row.isPresent()) {
        return Optional.of(peeled(scene, row.get().path("sha").asText()));
      }
    }
    if (name.matches("[0-9a-f]{40}")) {
      return Objects.commit(scene, name).map(_ -> name);
    }
    if (name.matches("[0-9a-f]{7,39}")) {
      return scene
          .list("commit", Selection.all().where(c -> c.path("sha").asText().startsWith(name)))
          .rows()
          .stream()
          .map(commit -> commit.path("sha").asText())
          .findFirst();
    }
    return Optional.empty();
  }

  /** The commit that an annotated tag is of; a commit itself is its own. */
  static String peeled(Scene scene, String sha) {
    return scene.find("tag", sha).map(tag -> tag.path("object").asText()).orElse(sha);
  }

  /** Points a ref somewhere and tells nobody. */
  static void set(Scene scene, ObjectNode repo, String ref, String sha) {
    String key = Repos.key(repo, ref);
    if (scene.find(RESOURCE, key).isPresent()) {
      scene.change(RESOURCE, key, row -> row.put("sha", sha));
    } else {
      ObjectNode row = repo.objectNode().put("ref", ref).put("sha", sha);
      Repos.add(scene, repo, RESOURCE, key, row);
    }
  }

  /** Points a ref somewhere: what is open from it follows, and webhooks are told. */
  static void push(Call call, ObjectNode repo, String ref, String sha) {
    String before =
        find(call, repo, ref).map(row -> row.path("sha").asText()).orElse(Objects.NOTHING);
    set(call, repo, ref, sha);
    Repos.change(call, repo, row -> row.put("pushed_at", Links.now(call)));
    ObjectNode now = call.get("repository", Repos.id(repo));
    if (before.equals(Objects.NOTHING)) {
      told(call, now, "create", ref);
    }
    Pushes.tell(call, now, ref, before, sha);
    if (ref.startsWith(HEADS)) {
      Pulls.follow(call, now, ref.substring(HEADS.length()), before, sha);
    }
  }

  static void delete(Call call, ObjectNode repo, String ref) {
    String before = find(call, repo, ref).orElseThrow(Errors::notFound).path("sha").asText();
    call.remove(RESOURCE, Repos.key(repo, ref));
    told(call, repo, "delete", ref);
    Pushes.tell(call, repo, ref, before, Objects.NOTHING);
    if (ref.startsWith(HEADS)) {
      Pulls.orphan(call, repo, ref.substring(HEADS.length()));
    }
  }

  private static void told(Call call, ObjectNode repo, String event, String ref) {
    boolean head = ref.startsWith(HEADS);
    RepoEvents.tell(
        call,
        repo,
        event,
        "",
        Caller.login(call),
        body -> {
          body.put("ref", ref.substring(head ? HEADS.length() : TAGS.length()));
          body.put("ref_type", head ? "branch" : "tag");
          if (event.equals("create")) {
            body.put("master_branch", repo.path("default_branch").asText());
            body.set("description", repo.path("description"));
          }
          body.put("pusher_type", "user");
        });
  }
}
