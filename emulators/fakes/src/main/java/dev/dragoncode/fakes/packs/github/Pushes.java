package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Scene;
import java.util.List;
import java.util.Optional;

/** The push event: https://docs.github.com/webhooks/webhook-events-and-payloads#push. */
final class Pushes {

  /** GitHub lists no more of them. */
  private static final int MOST_COMMITS = 2_048;

  private Pushes() {}

  static void tell(Call call, ObjectNode repo, String ref, String before, String after) {
    String login = Caller.login(call);
    RepoEvents.tell(
        call, repo, "push", "", login, body -> fill(call, repo, body, ref, before, after, login));
  }

  static void fill(
      Scene scene,
      ObjectNode repo,
      ObjectNode body,
      String ref,
      String before,
      String after,
      String login) {
    boolean created = before.equals(Objects.NOTHING);
    boolean deleted = after.equals(Objects.NOTHING);
    body.put("ref", ref).put("before", before).put("after", after);
    body.put("created", created).put("deleted", deleted);
    body.put("forced", !created && !deleted && !History.shas(scene, after).contains(before));
    body.putNull("base_ref");
    String page = Repos.page(scene, repo);
    body.put(
        "compare", page + "/compare/" + before.substring(0, 12) + "..." + after.substring(0, 12));
    ArrayNode commits = body.putArray("commits");
    if (!deleted) {
      List<ObjectNode> fresh =
          created
              ? fresh(scene, repo, after)
              : History.ahead(scene, before, Refs.peeled(scene, after));
      fresh.stream().limit(MOST_COMMITS).forEach(c -> commits.add(commit(scene, repo, c)));
    }
    Optional<ObjectNode> head = Objects.commit(scene, Refs.peeled(scene, after));
    if (head.isPresent()) {
      body.set("head_commit", commit(scene, repo, head.get()));
    } else {
      body.set("head_commit", NullNode.getInstance());
    }
    body.putObject("pusher").put("name", login).put("email", Accounts.email(scene, login));
  }

  /** Of a new branch only what the default branch lacks. */
  private static List<ObjectNode> fresh(Scene scene, ObjectNode repo, String after) {
    String base =
        Refs.branch(scene, repo, repo.path("default_branch").asText())
            .filter(sha -> !sha.equals(after))
            .orElse("");
    return base.isEmpty() ? List.of() : History.ahead(scene, base, after);
  }

  private static ObjectNode commit(Scene scene, ObjectNode repo, ObjectNode commit) {
    String sha = commit.path("sha").asText();
    ObjectNode view = commit.objectNode().put("id", sha);
    view.put("tree_id", commit.path("tree").asText()).put("distinct", true);
    view.set("message", commit.get("message"));
    view.set("timestamp", commit.path("committer").get("date"));
    view.put("url", Repos.page(scene, repo) + "/commit/" + sha);
    for (String role : List.of("author", "committer")) {
      ObjectNode who = view.putObject(role);
      who.set("name", commit.path(role).get("name"));
      who.set("email", commit.path(role).get("email"));
      String email = commit.path(role).path("email").asText();
      Accounts.byEmail(scene, email).ifPresent(a -> who.put("username", a.path("login").asText()));
    }
    ArrayNode added = view.putArray("added");
    ArrayNode removed = view.putArray("removed");
    ArrayNode modified = view.putArray("modified");
    for (FileChanges.Change change : FileChanges.of(scene, commit)) {
      switch (change.status()) {
        case "added" -> added.add(change.path());
        case "removed" -> removed.add(change.path());
        default -> modified.add(change.path());
      }
    }
    return view;
  }
}
