package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import java.util.List;

/** How GitHub shows commits. */
final class CommitView {

  private CommitView() {}

  private static ObjectNode commit(Scene scene, String sha) {
    return Objects.commit(scene, sha).orElseThrow(Errors::notFound);
  }

  /** As the addresses below {@code /git} do. */
  static ObjectNode git(Scene scene, ObjectNode repo, String sha) {
    ObjectNode commit = commit(scene, sha);
    ObjectNode view = commit.objectNode().put("sha", sha).put("node_id", Links.node("Commit", sha));
    view.put("url", Repos.url(scene, repo) + "/git/commits/" + sha);
    view.put("html_url", Repos.page(scene, repo) + "/commit/" + sha);
    view.set("author", commit.get("author"));
    view.set("committer", commit.get("committer"));
    view.set("message", commit.get("message"));
    view.set("tree", tree(scene, repo, commit));
    view.set("parents", parents(scene, repo, commit, "/git/commits/"));
    return view.set("verification", unsigned(view));
  }

  private static ObjectNode tree(Scene scene, ObjectNode repo, ObjectNode commit) {
    String tree = commit.path("tree").asText();
    ObjectNode view = repo.objectNode().put("sha", tree);
    return view.put("url", Repos.url(scene, repo) + "/git/trees/" + tree);
  }

  private static ArrayNode parents(
      Scene scene, ObjectNode repo, ObjectNode commit, String between) {
    ArrayNode parents = repo.arrayNode();
    for (JsonNode parent : commit.path("parents")) {
      parents
          .addObject()
          .put("sha", parent.asText())
          .put("url", Repos.url(scene, repo) + between + parent.asText())
          .put("html_url", Repos.page(scene, repo) + "/commit/" + parent.asText());
    }
    return parents;
  }

  private static ObjectNode unsigned(ObjectNode any) {
    ObjectNode verification = any.objectNode().put("verified", false).put("reason", "unsigned");
    return verification.putNull("signature").putNull("payload").putNull("verified_at");
  }

  /** As lists of commits do. */
  static ObjectNode of(Scene scene, ObjectNode repo, String sha) {
    ObjectNode commit = commit(scene, sha);
    String url = Repos.url(scene, repo) + "/commits/" + sha;
    ObjectNode view = commit.objectNode().put("sha", sha).put("node_id", Links.node("Commit", sha));
    ObjectNode inner = view.putObject("commit");
    inner.set("author", commit.get("author"));
    inner.set("committer", commit.get("committer"));
    inner.set("message", commit.get("message"));
    inner.set("tree", tree(scene, repo, commit));
    inner.put("url", Repos.url(scene, repo) + "/git/commits/" + sha);
    int comments = RepoView.count(scene, "commit_comment", "~commit", Repos.key(repo, sha));
    inner.put("comment_count", comments).set("verification", unsigned(view));
    view.put("url", url).put("html_url", Repos.page(scene, repo) + "/commit/" + sha);
    view.put("comments_url", url + "/comments");
    for (String role : List.of("author", "committer")) {
      String email = commit.path(role).path("email").asText();
      view.set(
          role,
          Accounts.byEmail(scene, email)
              .map(account -> Accounts.simple(scene, account.path("login").asText()))
              .orElse(NullNode.getInstance()));
    }
    view.set("parents", parents(scene, repo, commit, "/commits/"));
    return view;
  }

  /** With its files. */
  static ObjectNode full(Scene scene, ObjectNode repo, String sha) {
    ObjectNode view = of(scene, repo, sha);
    List<FileChanges.Change> changes = FileChanges.of(scene, commit(scene, sha));
    ArrayNode files = repo.arrayNode();
    int additions = 0;
    int deletions = 0;
    for (FileChanges.Change change : changes) {
      ObjectNode file = FileChanges.view(scene, repo, sha, change);
      additions += file.path("additions").asInt();
      deletions += file.path("deletions").asInt();
      files.add(file);
    }
    view.putObject("stats")
        .put("total", additions + deletions)
        .put("additions", additions)
        .put("deletions", deletions);
    view.set("files", files);
    return view;
  }
}
