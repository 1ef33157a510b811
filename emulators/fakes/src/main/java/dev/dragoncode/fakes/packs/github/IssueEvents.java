package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What happened to an issue: https://docs.github.com/rest/issues/events. */
final class IssueEvents {

  private static final String RESOURCE = "issue_event";

  private static final Set<String> KEPT =
      Set.of(
          "closed",
          "reopened",
          "labeled",
          "unlabeled",
          "assigned",
          "unassigned",
          "milestoned",
          "demilestoned",
          "locked",
          "unlocked",
          "merged",
          "review_requested",
          "review_request_removed");

  private IssueEvents() {}

  static void setUp(Setup setup) {
    setup.operation(
        "issue_event.list",
        call -> {
          ObjectNode repo = Repos.readable(call);
          String issue = Issues.numbered(call, repo).path("~key").asText();
          return Paged.of(
              call, RESOURCE, Selection.of("~issue", issue), row -> view(call, repo, row));
        });
    setup.operation(
        "issue_event.of_repo",
        call -> {
          ObjectNode repo = Repos.readable(call);
          Selection all = IssueLists.newestFirst(Selection.of("~repo", Repos.id(repo)));
          return Paged.of(call, RESOURCE, all, row -> whole(call, repo, row));
        });
    setup.operation(
        "issue_event.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(
              200, whole(call, repo, Repos.get(call, repo, RESOURCE, call.path("event_id"))));
        });
    setup.operation("issue.timeline", IssueEvents::timeline);
  }

  /** Keeps what is one of GitHub's issue events. */
  static void note(
      Scene scene,
      ObjectNode repo,
      ObjectNode issue,
      String event,
      String actor,
      ObjectNode about) {
    if (!KEPT.contains(event)) {
      return;
    }
    long id = Links.next(scene, RESOURCE);
    ObjectNode row = issue.objectNode().put("id", id).put("event", event).put("actor", actor);
    row.put("created_at", Links.now(scene)).put("~issue", issue.path("~key").asText());
    if (about.has("label")) {
      row.putObject("label")
          .put("name", about.path("label").path("name").asText())
          .put("color", about.path("label").path("color").asText());
    }
    for (String who : List.of("assignee", "requested_reviewer")) {
      if (about.has(who)) {
        row.put("~" + who, about.path(who).path("login").asText());
      }
    }
    if (about.path("milestone").isObject()) {
      row.putObject("milestone").put("title", about.path("milestone").path("title").asText());
    }
    row.set("commit_id", about.has("commit_id") ? about.get("commit_id") : NullNode.instance);
    Repos.add(scene, repo, RESOURCE, id, row);
  }

  private static ObjectNode view(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    ObjectNode view = row.objectNode().put("id", id).put("node_id", Links.node("IssueEvent", id));
    view.put("url", Repos.url(scene, repo) + "/issues/events/" + id);
    view.set("actor", Accounts.simple(scene, row.path("actor").asText()));
    view.set("event", row.get("event"));
    view.set("commit_id", row.get("commit_id"));
    JsonNode commit = row.path("commit_id");
    view.put(
        "commit_url",
        commit.isTextual() ? Repos.url(scene, repo) + "/commits/" + commit.asText() : null);
    view.set("created_at", row.get("created_at"));
    for (String more : List.of("label", "milestone")) {
      if (row.has(more)) {
        view.set(more, row.get(more));
      }
    }
    if (row.has("~assignee")) {
      view.set("assignee", Accounts.simple(scene, row.path("~assignee").asText()));
      view.set("assigner", view.get("actor"));
    }
    if (row.has("~requested_reviewer")) {
      view.set(
          "requested_reviewer", Accounts.simple(scene, row.path("~requested_reviewer").asText()));
      view.set("review_requester", view.get("actor"));
    }
    return view;
  }

  private static ObjectNode whole(Scene scene, ObjectNode repo, ObjectNode row) {
    ObjectNode view = view(scene, repo, row);
    scene
        .find(Issues.RESOURCE, row.path("~issue").asText())
        .ifPresent(issue -> view.set("issue", IssueView.of(scene, repo, issue)));
    return view;
  }

  /** Events and comments together. */
  private static Reply timeline(Call call) {
    ObjectNode repo = Repos.readable(call);
    String issue = Issues.numbered(call, repo).path("~key").asText();
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode row : call.list(RESOURCE, Selection.of("~issue", issue)).rows()) {
      all.add(view(call, repo, row));
    }
    for (ObjectNode row : call.list("comment", Selection.of("~issue", issue)).rows()) {
      ObjectNode comment = IssueView.comment(call, repo, row).put("event", "commented");
      comment.set("actor", comment.get("user"));
      all.add(comment);
    }
    all.sort(Comparator.comparing(one -> one.path("created_at").asText()));
    return Paged.of(call, all, one -> one);
  }
}
