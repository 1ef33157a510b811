package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import java.util.List;
import java.util.Locale;

/** How GitHub shows issues and what people say on them. */
final class IssueView {

  private IssueView() {}

  static ObjectNode of(Scene scene, ObjectNode repo, ObjectNode issue) {
    long id = issue.path("id").asLong();
    String number = issue.path("number").asText();
    boolean pull = issue.path("~pull").asBoolean();
    String url = Repos.url(scene, repo) + "/issues/" + number;
    String page = Repos.page(scene, repo) + (pull ? "/pull/" : "/issues/") + number;
    ObjectNode view = issue.objectNode().put("url", url);
    view.put("repository_url", Repos.url(scene, repo));
    Links.put(view, scene, "issue", url);
    view.put("html_url", page).put("id", id);
    view.put("node_id", Links.node(pull ? "PullRequest" : "Issue", id));
    view.set("number", issue.get("number"));
    view.set("title", issue.get("title"));
    shared(view, scene, repo, issue);
    if (pull) {
      String of = Repos.url(scene, repo) + "/pulls/" + number;
      JsonNode row = scene.find("pull", Repos.key(repo, number)).orElse(issue);
      view.put("draft", row.path("draft").asBoolean());
      view.putObject("pull_request")
          .put("url", of)
          .put("html_url", page)
          .put("diff_url", page + ".diff")
          .put("patch_url", page + ".patch")
          .set(
              "merged_at",
              row.path("merged_at").isTextual() ? row.get("merged_at") : NullNode.instance);
    }
    view.set("body", issue.path("body"));
    view.set("closed_by", Accounts.simple(scene, issue.path("closed_by").asText("")));
    Reactions.put(scene, view, url, "issue", id);
    view.put("timeline_url", url + "/timeline").putNull("performed_via_github_app");
    view.set("state_reason", issue.path("state_reason"));
    return view;
  }

  /** What issues and pull requests show alike. */
  static void shared(ObjectNode view, Scene scene, ObjectNode repo, ObjectNode issue) {
    String user = issue.path("user").asText();
    view.set("user", Accounts.simple(scene, user));
    view.set("labels", Labels.shown(scene, repo, issue.path("~labels")));
    view.put("state", issue.path("state").asText());
    view.put("locked", issue.path("locked").asBoolean());
    ArrayNode assignees = issue.arrayNode();
    issue
        .path("~assignees")
        .forEach(login -> assignees.add(Accounts.simple(scene, login.asText())));
    view.set("assignee", assignees.isEmpty() ? NullNode.getInstance() : assignees.get(0));
    view.set("assignees", assignees);
    view.set("milestone", Milestones.shown(scene, repo, issue.path("~milestone_number")));
    view.put("comments", issue.path("comments").asInt());
    for (String field : List.of("created_at", "updated_at", "closed_at", "active_lock_reason")) {
      view.set(
          field, issue.path(field).isMissingNode() ? NullNode.getInstance() : issue.get(field));
    }
    view.put("author_association", association(scene, repo, user));
  }

  /** What somebody is to a repository. */
  static String association(Scene scene, ObjectNode repo, String login) {
    if (Repos.owner(repo).equalsIgnoreCase(login)) {
      return "OWNER";
    }
    if (!Accounts.role(scene, Repos.owner(repo), login).isEmpty()) {
      return "MEMBER";
    }
    String key = Repos.key(repo, login.toLowerCase(Locale.ROOT));
    return scene.find("collaborator", key).isPresent() ? "COLLABORATOR" : "NONE";
  }

  static ObjectNode comment(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    String url = Repos.url(scene, repo) + "/issues";
    String number = row.path("number").asText();
    ObjectNode view = row.objectNode().put("url", url + "/comments/" + id);
    view.put(
        "html_url", "%s/issues/%s#issuecomment-%d".formatted(Repos.page(scene, repo), number, id));
    view.put("issue_url", url + "/" + number).put("id", id);
    view.put("node_id", Links.node("IssueComment", id));
    view.set("user", Accounts.simple(scene, row.path("user").asText()));
    view.set("created_at", row.get("created_at"));
    view.set("updated_at", row.get("updated_at"));
    view.put("author_association", association(scene, repo, row.path("user").asText()));
    view.set("body", row.get("body"));
    Reactions.put(scene, view, url + "/comments/" + id, "comment", id);
    return view.putNull("performed_via_github_app");
  }
}
