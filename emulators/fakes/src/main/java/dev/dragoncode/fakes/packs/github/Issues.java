package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Issues, which pull requests are as well: https://docs.github.com/rest/issues/issues. */
final class Issues {

  static final String RESOURCE = "issue";

  private Issues() {}

  static void setUp(Setup setup) {
    setup.operation("issue.create", Issues::create);
    setup.operation(
        "issue.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, IssueView.of(call, repo, numbered(call, repo)));
        });
    setup.operation("issue.update", Issues::update);
    setup.operation("issue.lock", call -> lock(call, true));
    setup.operation("issue.unlock", call -> lock(call, false));
    setup.operation("issue.assignees.add", call -> assign(call, true));
    setup.operation("issue.assignees.remove", call -> assign(call, false));
    setup.operation("repo.assignees", Issues::assignable);
    setup.operation(
        "repo.assignee",
        call -> {
          ObjectNode repo = Repos.readable(call);
          if (!Repos.access(call, repo, call.path("assignee")).allows(Access.TRIAGE)) {
            throw Errors.notFound();
          }
          return Reply.empty(204);
        });
  }

  /** The issue that the path names. */
  static ObjectNode numbered(Call call, ObjectNode repo) {
    if (!repo.path("has_issues").asBoolean(true)) {
      throw Refusal.of("gone").with("message", "Issues are disabled for this repo");
    }
    return Repos.get(call, repo, RESOURCE, Repos.key(repo, call.path("number")));
  }

  /** The values of a new issue or pull request. */
  static ObjectNode insert(Call call, ObjectNode repo, String title, boolean pull) {
    long number = call.world().next("issue." + Repos.id(repo));
    String now = Links.now(call);
    ObjectNode row = call.object().put("id", Links.next(call, RESOURCE)).put("number", number);
    row.put("title", title).put("user", Caller.login(call)).put("state", "open");
    row.set("body", call.input().path("body").isTextual() ? call.input().get("body") : null);
    row.put("~pull", pull).put("created_at", now).put("updated_at", now);
    return Repos.add(call, repo, RESOURCE, Repos.key(repo, number), index(repo, row));
  }

  /** Writes down by what it is looked up. */
  private static ObjectNode index(ObjectNode repo, ObjectNode row) {
    String state = row.path("state").asText();
    row.put("~repo_state", Repos.key(repo, state));
    if (row.path("~pull").asBoolean()) {
      row.put("~pulls", Repos.id(repo)).put("~pulls_state", Repos.key(repo, state));
    }
    JsonNode milestone = row.path("~milestone_number");
    if (milestone.isNumber()) {
      row.put("~milestone", Repos.key(repo, milestone.asText()) + "/" + state);
    } else {
      row.remove("~milestone");
    }
    return row;
  }

  /** Changes an issue; it counts as updated. */
  static ObjectNode change(Scene scene, ObjectNode issue, Consumer<ObjectNode> edit) {
    ObjectNode repo = scene.get("repository", issue.path("~repo").asText());
    return scene.change(
        RESOURCE,
        issue.path("~key").asText(),
        row -> {
          edit.accept(row);
          row.put("updated_at", Links.now(scene));
          index(repo, row);
        });
  }

  /** Tells of an issue or pull request, and notes it in the issue's own events. */
  static void tell(
      Call call, ObjectNode repo, ObjectNode issue, String action, Consumer<ObjectNode> more) {
    String sender = Caller.login(call);
    ObjectNode details = call.object();
    more.accept(details);
    IssueEvents.note(call, repo, issue, action, sender, details);
    if (issue.path("~pull").asBoolean()) {
      PullView.tell(call, repo, issue, action, sender, more);
    } else {
      RepoEvents.tell(
          call,
          repo,
          "issues",
          action,
          sender,
          body -> {
            body.set("issue", IssueView.of(call, repo, issue));
            more.accept(body);
          });
    }
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.readable(call);
    String _ = Caller.login(call);
    if (!repo.path("has_issues").asBoolean(true)) {
      throw Refusal.of("gone").with("message", "Issues are disabled for this repo");
    }
    if (repo.path("archived").asBoolean()) {
      throw Errors.forbidden("Repository was archived so is read-only.");
    }
    String title =
        call.text("title").orElseThrow(() -> Errors.invalid("Issue", "title", "missing_field"));
    ObjectNode edits = triaged(call, repo);
    ObjectNode issue = insert(call, repo, title, false);
    ObjectNode made = change(call, issue, row -> row.setAll(edits));
    tell(call, repo, made, "opened", body -> {});
    tellDifferences(call, repo, issue, made);
    return Reply.json(201, IssueView.of(call, repo, made))
        .withHeader("location", Repos.url(call, repo) + "/issues/" + made.path("number").asText());
  }

  /**
   * What a request says of labels, assignees and the milestone. It counts only where the caller may
   * triage; GitHub leaves it out without a word otherwise.
   */
  static ObjectNode triaged(Call call, ObjectNode repo) {
    ObjectNode edits = call.object();
    if (!Repos.may(call, repo, Access.TRIAGE)) {
      return edits;
    }
    if (call.input().path("labels").isArray()) {
      edits.set("~labels", Labels.ids(call, repo, Labels.names(call)));
    }
    if (call.input().path("assignees").isArray()) {
      ArrayNode logins = edits.putArray("~assignees");
      for (JsonNode login : call.input().path("assignees")) {
        logins.add(assignee(call, repo, login.asText()));
      }
    } else if (call.text("assignee").isPresent()) {
      edits.putArray("~assignees").add(assignee(call, repo, call.text("assignee").get()));
    }
    JsonNode milestone = call.input().path("milestone");
    if (milestone.isNull()) {
      edits.putNull("~milestone_number");
    } else if (!milestone.isMissingNode()) {
      edits.set("~milestone_number", Milestones.of(call, repo, milestone).get("number"));
    }
    return edits;
  }

  private static String assignee(Call call, ObjectNode repo, String login) {
    return Accounts.find(call, login)
        .map(account -> account.path("login").asText())
        .filter(known -> Repos.access(call, repo, known).allows(Access.TRIAGE))
        .orElseThrow(() -> Errors.invalid("Issue", "assignees", "invalid", login));
  }

  /** Tells of labels, assignees and milestones that came or went. */
  static void tellDifferences(Call call, ObjectNode repo, ObjectNode before, ObjectNode after) {
    differences(
        before,
        after,
        "~labels",
        (id, came) ->
            call.find("label", id)
                .ifPresent(label ->
                    tell(
                        call,
                        repo,
                        after,
                        came ? "labeled" : "unlabeled",
                        body -> body.set("label", Labels.view(call, repo, label)))));
    differences(
        before,
        after,
        "~assignees",
        (login, came) ->
            tell(
                call,
                repo,
                after,
                came ? "assigned" : "unassigned",
                body -> body.set("assignee", Accounts.simple(call, login))));
    JsonNode had = before.path("~milestone_number");
    JsonNode has = after.path("~milestone_number");
    if (!had.asText("").equals(has.asText(""))) {
      JsonNode told = Milestones.shown(call, repo, has.isNumber() ? has : had);
      String action = has.isNumber() ? "milestoned" : "demilestoned";
      tell(call, repo, after, action, body -> body.set("milestone", told));
    }
  }

  private static void differences(
      ObjectNode before, ObjectNode after, String field, BiConsumer<String, Boolean> tell) {
    Set<String> had = texts(before.path(field));
    Set<String> has = texts(after.path(field));
    has.stream().filter(one -> !had.contains(one)).forEach(one -> tell.accept(one, true));
    had.stream().filter(one -> !has.contains(one)).forEach(one -> tell.accept(one, false));
  }

  static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode before = numbered(call, repo);
    ObjectNode after = edit(call, repo, before, "Issue");
    return Reply.json(200, IssueView.of(call, repo, after));
  }

  /** Changes what issues and pull requests have alike, and tells of it. */
  static ObjectNode edit(Call call, ObjectNode repo, ObjectNode before, String kind) {
    String login = Caller.login(call);
    boolean own = before.path("user").asText().equalsIgnoreCase(login);
    if (!own && !Repos.may(call, repo, Access.TRIAGE)) {
      throw Errors.forbidden("Must have admin rights to Repository.");
    }
    if (call.input().has("title") && call.text("title").isEmpty()) {
      throw Errors.invalid(kind, "title", "missing_field");
    }
    ObjectNode edits = triaged(call, repo);
    String state = call.text("state").orElse(before.path("state").asText());
    boolean turned = !state.equals(before.path("state").asText());
    ObjectNode after =
        change(
            call,
            before,
            row -> {
              call.text("title").ifPresent(title -> row.put("title", title));
              if (call.input().has("body")) {
                row.set("body", call.input().get("body"));
              }
              row.setAll(edits);
              if (turned || call.text("state_reason").isPresent()) {
                turn(call, row, state);
              }
            });
    if (turned) {
      tell(call, repo, after, state.equals("closed") ? "closed" : "reopened", body -> {});
    } else if (changedText(before, after)) {
      tell(call, repo, after, "edited", body -> body.set("changes", changes(before, after)));
    }
    tellDifferences(call, repo, before, after);
    return after;
  }

  private static boolean changedText(ObjectNode before, ObjectNode after) {
    return !before.path("title").equals(after.path("title"))
        || !before.path("body").equals(after.path("body"));
  }

  private static ObjectNode changes(ObjectNode before, ObjectNode after) {
    ObjectNode changes = before.objectNode();
    for (String field : List.of("title", "body")) {
      if (!before.path(field).equals(after.path(field))) {
        changes.putObject(field).set("from", before.path(field));
      }
    }
    return changes;
  }

  /** Closes or opens again. */
  static void turn(Call call, ObjectNode row, String state) {
    boolean closed = state.equals("closed");
    row.put("state", state);
    if (row.path("~pull").asBoolean()) {
      row.putNull("state_reason");
    } else {
      row.put("state_reason", call.text("state_reason").orElse(closed ? "completed" : "reopened"));
    }
    row.put("closed_at", closed ? Links.now(call) : null);
    row.put("closed_by", closed ? Caller.login(call) : "");
  }

  private static Reply lock(Call call, boolean locked) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode issue = numbered(call, repo);
    ObjectNode changed =
        change(
            call,
            issue,
            row -> {
              row.put("locked", locked);
              row.put("active_lock_reason", locked ? call.text("lock_reason").orElse(null) : null);
            });
    tell(call, repo, changed, locked ? "locked" : "unlocked", body -> {});
    return Reply.empty(204);
  }

  private static Reply assign(Call call, boolean adding) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode issue = numbered(call, repo);
    if (!Repos.may(call, repo, Access.TRIAGE)) {
      throw Errors.forbidden("Must have admin rights to Repository.");
    }
    Set<String> logins = texts(issue.path("~assignees"));
    for (JsonNode login : call.input().path("assignees")) {
      // who cannot be assigned is left out without a word
      Accounts.find(call, login.asText())
          .map(account -> account.path("login").asText())
          .filter(known -> Repos.access(call, repo, known).allows(Access.TRIAGE))
          .ifPresent(known -> {
            boolean _ = adding ? logins.add(known) : logins.remove(known);
          });
    }
    ObjectNode changed =
        change(
            call,
            issue,
            row -> {
              ArrayNode all = row.putArray("~assignees");
              logins.forEach(all::add);
            });
    tellDifferences(call, repo, issue, changed);
    return Reply.json(adding ? 201 : 200, IssueView.of(call, repo, changed));
  }

  private static Reply assignable(Call call) {
    ObjectNode repo = Repos.readable(call);
    List<ObjectNode> rows =
        call.list("account", Selection.of("type", "User")).rows().stream()
            .filter(account ->
                Repos.access(call, repo, account.path("login").asText()).allows(Access.TRIAGE))
            .toList();
    return Paged.of(call, rows, row -> Accounts.simple(call, row.path("login").asText()));
  }
}
