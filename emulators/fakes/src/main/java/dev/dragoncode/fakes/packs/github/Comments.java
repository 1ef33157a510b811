package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.function.Consumer;

/** What people say on issues and pull requests: https://docs.github.com/rest/issues/comments. */
final class Comments {

  private static final String RESOURCE = "comment";

  private Comments() {}

  static void setUp(Setup setup) {
    setup.operation("comment.list", Comments::list);
    setup.operation("comment.of_repo", Comments::ofRepository);
    setup.operation("comment.create", Comments::create);
    setup.operation(
        "comment.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, IssueView.comment(call, repo, found(call, repo)));
        });
    setup.operation("comment.update", Comments::update);
    setup.operation("comment.delete", Comments::delete);
  }

  private static ObjectNode found(Call call, ObjectNode repo) {
    return Repos.get(call, repo, RESOURCE, call.path("comment_id"));
  }

  private static Reply list(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode issue = Issues.numbered(call, repo);
    return since(call, repo, Selection.of("~issue", issue.path("~key").asText()));
  }

  private static Reply ofRepository(Call call) {
    ObjectNode repo = Repos.readable(call);
    Selection selection = Selection.of("~repo", Repos.id(repo));
    boolean down = call.text("direction").orElse("asc").equals("desc");
    return since(call, repo, down ? IssueLists.newestFirst(selection) : selection);
  }

  private static Reply since(Call call, ObjectNode repo, Selection selection) {
    Selection wanted =
        call.text("since")
            .map(since ->
                selection.where(row -> row.path("updated_at").asText().compareTo(since) >= 0))
            .orElse(selection);
    return Paged.of(call, RESOURCE, wanted, row -> IssueView.comment(call, repo, row));
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode issue = Issues.numbered(call, repo);
    String login = Caller.login(call);
    if (issue.path("locked").asBoolean() && !Repos.may(call, repo, Access.TRIAGE)) {
      throw Errors.forbidden("Unable to create comment because issue is locked.");
    }
    String now = Links.now(call);
    long id = Links.next(call, RESOURCE);
    ObjectNode row = call.object().put("id", id).put("body", body(call)).put("user", login);
    row.put("created_at", now).put("updated_at", now);
    row.put("number", issue.path("number").asText()).put("~issue", issue.path("~key").asText());
    ObjectNode made = Repos.add(call, repo, RESOURCE, id, row);
    ObjectNode changed =
        Issues.change(call, issue, i -> i.put("comments", i.path("comments").asInt() + 1));
    tell(call, repo, changed, "created", made, body -> {});
    return Reply.json(201, IssueView.comment(call, repo, made));
  }

  private static String body(Call call) {
    return call.text("body")
        .orElseThrow(() -> Errors.invalid("IssueComment", "body", "missing_field"));
  }

  private static void tell(
      Call call,
      ObjectNode repo,
      ObjectNode issue,
      String action,
      ObjectNode row,
      Consumer<ObjectNode> more) {
    RepoEvents.tell(
        call,
        repo,
        "issue_comment",
        action,
        Caller.login(call),
        body -> {
          body.set("issue", IssueView.of(call, repo, issue));
          body.set("comment", IssueView.comment(call, repo, row));
          more.accept(body);
        });
  }

  private static ObjectNode writable(Call call, ObjectNode repo) {
    ObjectNode row = found(call, repo);
    boolean own = row.path("user").asText().equalsIgnoreCase(Caller.login(call));
    if (!own && !Repos.may(call, repo, Access.PUSH)) {
      throw Errors.forbidden("Must have admin rights to Repository.");
    }
    return row;
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode before = writable(call, repo);
    String text = body(call);
    ObjectNode changed =
        call.change(
            RESOURCE,
            before.path("~key").asText(),
            row -> row.put("body", text).put("updated_at", Links.now(call)));
    tell(
        call,
        repo,
        call.get(Issues.RESOURCE, before.path("~issue").asText()),
        "edited",
        changed,
        body -> body.putObject("changes").putObject("body").set("from", before.get("body")));
    return Reply.json(200, IssueView.comment(call, repo, changed));
  }

  private static Reply delete(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode row = writable(call, repo);
    call.remove(RESOURCE, row.path("~key").asText());
    ObjectNode changed =
        Issues.change(
            call,
            call.get(Issues.RESOURCE, row.path("~issue").asText()),
            issue -> issue.put("comments", issue.path("comments").asInt() - 1));
    tell(call, repo, changed, "deleted", row, body -> {});
    return Reply.empty(204);
  }
}
