package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What builds say of commits: https://docs.github.com/rest/commits/statuses. */
final class Statuses {

  private static final String RESOURCE = "status";

  private Statuses() {}

  static void setUp(Setup setup) {
    setup.operation("status.create", Statuses::create);
    setup.operation("status.list", Statuses::list);
    setup.operation("status.of_ref", Statuses::list);
    setup.operation("status.combined", Statuses::combine);
  }

  private static Reply list(Call call) {
    ObjectNode repo = Repos.readable(call);
    String sha = Commits.named(call, repo, call.path("ref"));
    Selection newest = IssueLists.newestFirst(of(repo, sha));
    return Paged.of(call, RESOURCE, newest, row -> view(call, repo, row));
  }

  private static Selection of(ObjectNode repo, String sha) {
    return Selection.of("~commit", Repos.key(repo, sha));
  }

  private static ObjectNode view(Scene scene, ObjectNode repo, ObjectNode row) {
    ObjectNode view = brief(scene, repo, row);
    view.set("creator", Accounts.simple(scene, row.path("creator").asText()));
    return view;
  }

  private static ObjectNode brief(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    ObjectNode view = row.objectNode();
    view.put("url", Repos.url(scene, repo) + "/statuses/" + row.path("sha").asText());
    view.put("avatar_url", scene.url() + "/avatars/u/" + row.path("creator").asText());
    view.put("id", id).put("node_id", Links.node("StatusContext", id));
    for (String field :
        List.of("state", "description", "target_url", "context", "created_at", "updated_at")) {
      view.set(field, row.path(field).isMissingNode() ? NullNode.getInstance() : row.get(field));
    }
    return view;
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String sha = Commits.named(call, repo, call.path("sha"));
    String state = call.text("state").orElse("");
    if (!state.matches("error|failure|pending|success")) {
      throw Errors.invalid("Status", "state", state.isEmpty() ? "missing_field" : "invalid");
    }
    String now = Links.now(call);
    long id = Links.next(call, RESOURCE);
    ObjectNode row = call.object().put("id", id).put("sha", sha).put("state", state);
    row.put("context", call.text("context").orElse("default"));
    call.text("description").ifPresent(text -> row.put("description", text));
    call.text("target_url").ifPresent(url -> row.put("target_url", url));
    row.put("creator", Caller.login(call)).put("created_at", now).put("updated_at", now);
    row.put("~commit", Repos.key(repo, sha));
    ObjectNode made = Repos.add(call, repo, RESOURCE, id, row);
    tell(call, repo, made);
    return Reply.json(201, view(call, repo, made));
  }

  private static void tell(Call call, ObjectNode repo, ObjectNode row) {
    String sha = row.path("sha").asText();
    RepoEvents.tell(
        call,
        repo,
        RESOURCE,
        "",
        Caller.login(call),
        body -> {
          body.setAll(brief(call, repo, row));
          body.put("sha", sha).put("name", Repos.fullName(repo));
          body.set("commit", CommitView.of(call, repo, sha));
          ArrayNode branches = body.putArray("branches");
          for (ObjectNode ref : Refs.beginning(call, repo, Refs.HEADS)) {
            if (ref.path("sha").asText().equals(sha)) {
              branches.add(Branches.brief(call, repo, ref));
            }
          }
        });
  }

  /** The newest of each context. */
  private static Collection<ObjectNode> latest(Scene scene, ObjectNode repo, String sha) {
    Map<String, ObjectNode> latest = new LinkedHashMap<>();
    for (ObjectNode row : scene.list(RESOURCE, of(repo, sha)).rows()) {
      latest.remove(row.path("context").asText());
      latest.put(row.path("context").asText(), row);
    }
    return latest.values();
  }

  /** What all contexts come to; empty where there are none. */
  static String combined(Scene scene, ObjectNode repo, String sha) {
    List<String> states =
        latest(scene, repo, sha).stream().map(row -> row.path("state").asText()).toList();
    if (states.isEmpty()) {
      return "";
    }
    if (states.contains("failure") || states.contains("error")) {
      return "failure";
    }
    return states.contains("pending") ? "pending" : "success";
  }

  private static Reply combine(Call call) {
    ObjectNode repo = Repos.readable(call);
    String sha = Commits.named(call, repo, call.path("ref"));
    String state = combined(call, repo, sha);
    ObjectNode body = call.object().put("state", state.isEmpty() ? "pending" : state);
    body.put("sha", sha);
    body.set("repository", RepoView.plain(call, repo));
    String url = Repos.url(call, repo) + "/commits/" + sha;
    body.put("commit_url", url).put("url", url + "/status");
    return Paged.counted(
        call,
        List.copyOf(latest(call, repo, sha)),
        "statuses",
        body,
        row -> brief(call, repo, row));
  }
}
