package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;

/** What is said on lines of a pull request: https://docs.github.com/rest/pulls/comments. */
final class ReviewComments {

  static final String RESOURCE = "review_comment";

  /** Where in the file it stands. */
  private static final List<String> PLACE =
      List.of("path", "line", "side", "start_line", "start_side", "position", "subject_type");

  private ReviewComments() {}

  static void setUp(Setup setup) {
    setup.operation(
        "review_comment.list",
        call -> {
          ObjectNode repo = Repos.readable(call);
          String pull = Pulls.numbered(call, repo).path("~key").asText();
          return Paged.of(
              call, RESOURCE, Selection.of("~pull", pull), row -> view(call, repo, row));
        });
    setup.operation(
        "review_comment.of_repo",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Paged.of(
              call, RESOURCE, Selection.of("~repo", Repos.id(repo)), row -> view(call, repo, row));
        });
    setup.operation("review_comment.create", ReviewComments::create);
    setup.operation("review_comment.reply", ReviewComments::reply);
    setup.operation(
        "review_comment.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, view(call, repo, found(call, repo)));
        });
    setup.operation("review_comment.update", ReviewComments::update);
    setup.operation("review_comment.delete", ReviewComments::delete);
  }

  private static ObjectNode found(Call call, ObjectNode repo) {
    return Repos.get(call, repo, RESOURCE, call.path("comment_id"));
  }

  static ObjectNode view(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    String number = row.path("number").asText();
    String url = Repos.url(scene, repo) + "/pulls/comments/" + id;
    String page = "%s/pull/%s#discussion_r%d".formatted(Repos.page(scene, repo), number, id);
    String pull = Repos.url(scene, repo) + "/pulls/" + number;
    ObjectNode view = row.objectNode().put("url", url);
    view.set("pull_request_review_id", row.get("review"));
    view.put("id", id).put("node_id", Links.node("PullRequestReviewComment", id));
    for (String field : PLACE) {
      view.set(field, row.path(field).isMissingNode() ? NullNode.getInstance() : row.get(field));
    }
    view.set("original_line", view.get("line"));
    view.set("original_position", view.get("position"));
    view.set("original_start_line", view.get("start_line"));
    view.set("diff_hunk", row.get("diff_hunk"));
    view.set("commit_id", row.get("commit_id"));
    view.set("original_commit_id", row.get("commit_id"));
    if (row.has("in_reply_to_id")) {
      view.set("in_reply_to_id", row.get("in_reply_to_id"));
    }
    String user = row.path("user").asText();
    view.set("user", Accounts.simple(scene, user));
    view.set("body", row.get("body"));
    view.set("created_at", row.get("created_at"));
    view.set("updated_at", row.get("updated_at"));
    view.put("html_url", page).put("pull_request_url", pull);
    view.put("author_association", IssueView.association(scene, repo, user));
    ObjectNode links = view.putObject("_links");
    links.putObject("self").put("href", url);
    links.putObject("html").put("href", page);
    links.putObject("pull_request").put("href", pull);
    Reactions.put(scene, view, url, "review_comment", id);
    return view;
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode pull = Pulls.numbered(call, repo);
    JsonNode answered = call.input().path("in_reply_to");
    ObjectNode made =
        answered.isNumber()
            ? answer(call, repo, pull, answered.asText())
            : add(call, repo, pull, call.input(), 0);
    return Reply.json(201, view(call, repo, made));
  }

  private static Reply reply(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode made = answer(call, repo, Pulls.numbered(call, repo), call.path("comment_id"));
    return Reply.json(201, view(call, repo, made));
  }

  private static ObjectNode answer(Call call, ObjectNode repo, ObjectNode pull, String to) {
    ObjectNode first = Repos.get(call, repo, RESOURCE, to);
    ObjectNode said = first.deepCopy();
    said.put("body", call.text("body").orElse(""));
    said.set("in_reply_to_id", first.get("id"));
    return add(call, repo, pull, said, first.path("review").asLong());
  }

  /** Adds one; without a review it is a review by itself. */
  static ObjectNode add(Call call, ObjectNode repo, ObjectNode pull, JsonNode said, long review) {
    String login = Caller.login(call);
    if (said.path("body").asText("").isEmpty()) {
      throw Errors.invalid("PullRequestReviewComment", "body", "missing_field");
    }
    String path = said.path("path").asText("");
    FileChanges.Change change =
        PullCommits.changes(call, repo, pull).stream()
            .filter(c -> c.path().equals(path))
            .findFirst()
            .orElseThrow(() ->
                path.isEmpty()
                    ? Errors.invalid("PullRequestReviewComment", "path", "missing_field")
                    : Errors.invalid("PullRequestReviewComment", "path", "invalid", path));
    if (!said.has("line")
        && !said.has("position")
        && !said.path("subject_type").asText().equals("file")) {
      throw Errors.invalid("PullRequestReviewComment", "line", "missing_field");
    }
    long id = Links.next(call, RESOURCE);
    ObjectNode row = call.object().put("id", id).put("user", login);
    PLACE.stream().filter(said::has).forEach(field -> row.set(field, said.get(field)));
    row.put("side", said.path("side").asText("RIGHT"));
    row.set("body", said.get("body"));
    row.put("commit_id", said.path("commit_id").asText(PullHeads.head(pull)));
    row.put("diff_hunk", FileChanges.lines(call, change).map(LineDiff.Result::patch).orElse(""));
    String now = Links.now(call);
    row.put("created_at", now).put("updated_at", now);
    row.put("number", pull.path("number").asText()).put("~pull", pull.path("~key").asText());
    if (review == 0) {
      row.putNull("review");
    } else {
      row.put("review", review).put("~review", String.valueOf(review));
    }
    if (said.has("in_reply_to_id")) {
      row.set("in_reply_to_id", said.get("in_reply_to_id"));
    }
    ObjectNode made = Repos.add(call, repo, RESOURCE, id, row);
    tell(call, repo, made, "created");
    return made;
  }

  private static void tell(Call call, ObjectNode repo, ObjectNode row, String action) {
    RepoEvents.tell(
        call,
        repo,
        "pull_request_review_comment",
        action,
        Caller.login(call),
        body -> {
          body.set("comment", view(call, repo, row));
          ObjectNode pull = call.get(Pulls.RESOURCE, row.path("~pull").asText());
          body.set("pull_request", PullView.simple(call, repo, pull));
        });
  }

  private static ObjectNode writable(Call call, ObjectNode repo) {
    ObjectNode row = found(call, repo);
    boolean own = row.path("user").asText().equals(Caller.login(call));
    if (!own && !Repos.may(call, repo, Access.PUSH)) {
      throw Errors.forbidden("Must have admin rights to Repository.");
    }
    return row;
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.readable(call);
    String key = writable(call, repo).path("~key").asText();
    String body =
        call.text("body")
            .orElseThrow(() -> Errors.invalid("PullRequestReviewComment", "body", "missing_field"));
    ObjectNode changed =
        call.change(RESOURCE, key, row -> row.put("body", body).put("updated_at", Links.now(call)));
    tell(call, repo, changed, "edited");
    return Reply.json(200, view(call, repo, changed));
  }

  private static Reply delete(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode row = writable(call, repo);
    call.remove(RESOURCE, row.path("~key").asText());
    tell(call, repo, row, "deleted");
    return Reply.empty(204);
  }
}
