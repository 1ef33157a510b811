package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.Comparator;
import java.util.List;

/** Milestones: https://docs.github.com/rest/issues/milestones. */
final class Milestones {

  private static final String RESOURCE = "milestone";

  private Milestones() {}

  static void setUp(Setup setup) {
    setup.operation("milestone.list", Milestones::list);
    setup.operation("milestone.create", Milestones::create);
    setup.operation(
        "milestone.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, view(call, repo, numbered(call, repo)));
        });
    setup.operation("milestone.update", Milestones::update);
    setup.operation("milestone.delete", Milestones::delete);
  }

  private static ObjectNode numbered(Call call, ObjectNode repo) {
    return Repos.get(call, repo, RESOURCE, Repos.key(repo, call.path("number")));
  }

  /** The milestone that an issue may have, by its number. */
  static ObjectNode of(Call call, ObjectNode repo, JsonNode number) {
    return call.find(RESOURCE, Repos.key(repo, number.asText()))
        .orElseThrow(() -> Errors.invalid("Issue", "milestone", "invalid", number.asText()));
  }

  static JsonNode shown(Scene scene, ObjectNode repo, JsonNode number) {
    return number.isNull() || number.isMissingNode()
        ? NullNode.getInstance()
        : scene
            .find(RESOURCE, Repos.key(repo, number.asText()))
            .<JsonNode>map(row -> view(scene, repo, row))
            .orElse(NullNode.getInstance());
  }

  static ObjectNode view(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    String number = row.path("number").asText();
    String url = Repos.url(scene, repo) + "/milestones/" + number;
    ObjectNode view = row.objectNode().put("url", url);
    view.put("html_url", Repos.page(scene, repo) + "/milestone/" + number);
    view.put("labels_url", url + "/labels").put("id", id);
    view.put("node_id", Links.node("Milestone", id)).set("number", row.get("number"));
    view.set("title", row.get("title"));
    view.set("description", row.path("description"));
    view.set("creator", Accounts.simple(scene, row.path("creator").asText()));
    String issues = Repos.key(repo, number);
    view.put("open_issues", RepoView.count(scene, "issue", "~milestone", issues + "/open"));
    view.put("closed_issues", RepoView.count(scene, "issue", "~milestone", issues + "/closed"));
    for (String field : List.of("state", "created_at", "updated_at", "due_on", "closed_at")) {
      view.set(field, row.path(field));
    }
    return view;
  }

  private static Reply list(Call call) {
    ObjectNode repo = Repos.readable(call);
    String state = call.text("state").orElse("open");
    boolean complete = call.text("sort").orElse("due_on").equals("completeness");
    Comparator<ObjectNode> order =
        complete
            ? Comparator.comparingInt(row -> view(call, repo, row).path("closed_issues").asInt())
            : Comparator.comparing(row -> row.path("due_on").asText("9999"));
    boolean down = call.text("direction").orElse("asc").equals("desc");
    List<ObjectNode> rows =
        call
            .list(
                RESOURCE,
                state.equals("all")
                    ? Selection.of("~repo", Repos.id(repo))
                    : Selection.of("~repo_state", Repos.key(repo, state)))
            .rows()
            .stream()
            .sorted(down ? order.reversed() : order)
            .toList();
    return Paged.of(call, rows, row -> view(call, repo, row));
  }

  private static void fill(Call call, ObjectNode repo, ObjectNode row) {
    String title = call.text("title").orElse(row.path("title").asText());
    if (title.isEmpty()) {
      throw Errors.invalid("Milestone", "title", "missing_field");
    }
    for (ObjectNode other : Repos.rows(call, repo, RESOURCE)) {
      if (other.path("title").asText().equals(title)
          && !other.path("number").equals(row.path("number"))) {
        throw Errors.invalid("Milestone", "title", "already_exists");
      }
    }
    row.put("title", title);
    for (String field : List.of("description", "due_on")) {
      if (call.input().has(field)) {
        row.set(field, call.input().get(field));
      }
    }
    String state = call.text("state").orElse(row.path("state").asText("open"));
    if (!state.equals(row.path("state").asText())) {
      row.put("closed_at", state.equals("closed") ? Links.now(call) : null);
    }
    row.put("state", state).put("~repo_state", Repos.key(repo, state));
    row.put("updated_at", Links.now(call));
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode row = call.object();
    fill(call, repo, row);
    long number = call.world().next("milestone." + Repos.id(repo));
    row.put("id", Links.next(call, RESOURCE)).put("number", number);
    row.put("creator", Caller.login(call));
    ObjectNode made = Repos.add(call, repo, RESOURCE, Repos.key(repo, number), row);
    tell(call, repo, "created", made);
    return Reply.json(201, view(call, repo, made));
  }

  private static void tell(Call call, ObjectNode repo, String action, ObjectNode row) {
    RepoEvents.tell(
        call,
        repo,
        RESOURCE,
        action,
        Caller.login(call),
        body -> body.set(RESOURCE, view(call, repo, row)));
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode before = numbered(call, repo);
    ObjectNode changed =
        call.change(RESOURCE, before.path("~key").asText(), row -> fill(call, repo, row));
    String state = changed.path("state").asText();
    boolean same = state.equals(before.path("state").asText());
    tell(call, repo, same ? "edited" : state.equals("open") ? "opened" : "closed", changed);
    return Reply.json(200, view(call, repo, changed));
  }

  private static Reply delete(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode row = numbered(call, repo);
    call.remove(RESOURCE, row.path("~key").asText());
    tell(call, repo, "deleted", row);
    return Reply.empty(204);
  }
}
