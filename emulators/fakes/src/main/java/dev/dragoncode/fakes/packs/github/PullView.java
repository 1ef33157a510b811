package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How GitHub shows pull requests. */
final class PullView {

  private PullView() {}

  static ObjectNode row(Scene scene, ObjectNode issue) {
    return scene.find("pull", issue.path("~key").asText()).orElseThrow(Errors::notFound);
  }

  static ObjectNode issue(Scene scene, ObjectNode pull) {
    return scene.get(Issues.RESOURCE, pull.path("~key").asText());
  }

  /** As lists show it. */
  static ObjectNode simple(Scene scene, ObjectNode repo, ObjectNode pull) {
    ObjectNode issue = issue(scene, pull);
    String number = pull.path("number").asText();
    String url = Repos.url(scene, repo) + "/pulls/" + number;
    String page = Repos.page(scene, repo) + "/pull/" + number;
    String ofIssue = Repos.url(scene, repo) + "/issues/" + number;
    ObjectNode view = pull.objectNode().put("url", url);
    long id = issue.path("id").asLong();
    view.put("id", id).put("node_id", Links.node("PullRequest", id));
    view.put("html_url", page).put("diff_url", page + ".diff").put("patch_url", page + ".patch");
    view.put("issue_url", ofIssue);
    view.set("number", pull.get("number"));
    view.set("title", issue.get("title"));
    IssueView.shared(view, scene, repo, issue);
    view.remove("comments");
    view.set("body", issue.path("body"));
    view.set(
        "merged_at",
        pull.path("merged_at").isTextual() ? pull.get("merged_at") : NullNode.instance);
    String commit = pull.path("merge_commit_sha").asText("");
    view.put("merge_commit_sha", commit.isEmpty() ? null : commit);
    view.set("requested_reviewers", people(scene, pull.path("reviewers")));
    view.putArray("requested_teams");
    view.put("draft", pull.path("draft").asBoolean());
    String head = PullHeads.head(pull);
    view.put("commits_url", url + "/commits").put("review_comments_url", url + "/comments");
    view.put("review_comment_url", Repos.url(scene, repo) + "/pulls/comments{/number}");
    view.put("comments_url", ofIssue + "/comments");
    view.put("statuses_url", Repos.url(scene, repo) + "/statuses/" + head);
    Optional<ObjectNode> from = scene.find("repository", pull.path("head_repo").asText());
    String owner = pull.path("head_owner").asText();
    view.set("head", PullHeads.shown(scene, owner, pull.path("head_ref").asText(), head, from));
    view.set(
        "base",
        PullHeads.shown(
            scene,
            Repos.owner(repo),
            pull.path("base_ref").asText(),
            PullHeads.base(scene, repo, pull),
            Optional.of(repo)));
    links(view, url, page, ofIssue, view.path("statuses_url").asText());
    return view.putNull("auto_merge");
  }

  private static void links(
      ObjectNode view, String url, String page, String ofIssue, String statuses) {
    ObjectNode links = view.putObject("_links");
    links.putObject("self").put("href", url);
    links.putObject("html").put("href", page);
    links.putObject("issue").put("href", ofIssue);
    links.putObject("comments").put("href", ofIssue + "/comments");
    links.putObject("review_comments").put("href", url + "/comments");
    links.putObject("review_comment").put("href", url.replaceFirst("/\\d+$", "/comments{/number}"));
    links.putObject("commits").put("href", url + "/commits");
    links.putObject("statuses").put("href", statuses);
  }

  static ArrayNode people(Scene scene, JsonNode logins) {
    ArrayNode people = Links.object().arrayNode();
    logins.forEach(login -> people.add(Accounts.simple(scene, login.asText())));
    return people;
  }

  /** As its own address shows it. */
  static ObjectNode full(Scene scene, ObjectNode repo, ObjectNode pull) {
    ObjectNode view = simple(scene, repo, pull);
    boolean merged = pull.path("merged_at").isTextual();
    boolean open = pull.path("open").asBoolean();
    view.put("merged", merged);
    boolean clean = open && Merges.tree(scene, repo, pull).isPresent();
    if (merged) {
      view.putNull("mergeable").putNull("rebaseable").put("mergeable_state", "unknown");
    } else {
      view.put("mergeable", clean).put("rebaseable", clean);
      view.put("mergeable_state", state(scene, repo, pull, clean));
    }
    view.set("merged_by", Accounts.simple(scene, pull.path("merged_by").asText("")));
    view.put("comments", issue(scene, pull).path("comments").asInt());
    view.put(
        "review_comments",
        scene
            .list("review_comment", Selection.of("~pull", pull.path("~key").asText()).atMost(0))
            .total()
            .orElse(0));
    view.put("maintainer_can_modify", pull.path("maintainer_can_modify").asBoolean());
    view.put("commits", PullCommits.of(scene, repo, pull).size());
    List<FileChanges.Change> changes = PullCommits.changes(scene, repo, pull);
    int additions = 0;
    int deletions = 0;
    for (FileChanges.Change change : changes) {
      Optional<LineDiff.Result> lines = FileChanges.lines(scene, change);
      additions += lines.map(LineDiff.Result::additions).orElse(0);
      deletions += lines.map(LineDiff.Result::deletions).orElse(0);
    }
    view.put("additions", additions).put("deletions", deletions);
    return view.put("changed_files", changes.size());
  }

  private static String state(Scene scene, ObjectNode repo, ObjectNode pull, boolean clean) {
    if (!clean) {
      return "dirty";
    }
    if (pull.path("draft").asBoolean()) {
      return "draft";
    }
    String checks = Statuses.combined(scene, repo, PullHeads.head(pull));
    return checks.equals("failure") || checks.equals("pending") ? "unstable" : "clean";
  }

  static void tell(
      Scene scene,
      ObjectNode repo,
      ObjectNode issue,
      String action,
      String sender,
      Consumer<ObjectNode> more) {
    RepoEvents.tell(
        scene,
        repo,
        "pull_request",
        action,
        sender,
        body -> {
          body.set("number", issue.get("number"));
          body.set("pull_request", full(scene, repo, row(scene, issue)));
          more.accept(body);
        });
  }
}
