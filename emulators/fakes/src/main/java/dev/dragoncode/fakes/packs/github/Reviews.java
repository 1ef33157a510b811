package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.Locale;
import java.util.Map;

/** What reviewers say of pull requests: https://docs.github.com/rest/pulls/reviews. */
final class Reviews {

  private static final String RESOURCE = "review";

  private static final Map<String, String> STATES =
      Map.of("APPROVE", "APPROVED", "REQUEST_CHANGES", "CHANGES_REQUESTED", "COMMENT", "COMMENTED");

  private Reviews() {}

  static void setUp(Setup setup) {
    setup.operation(
        "review.list",
        call -> {
          ObjectNode repo = Repos.readable(call);
          ObjectNode pull = Pulls.numbered(call, repo);
          return Paged.of(
              call,
              RESOURCE,
              Selection.of("~pull", pull.path("~key").asText()),
              row -> view(call, repo, row));
        });
    setup.operation("review.create", Reviews::create);
    setup.operation(
        "review.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, view(call, repo, found(call, repo)));
        });
    setup.operation("review.update", Reviews::update);
    setup.operation("review.delete", Reviews::delete);
    setup.operation("review.submit", Reviews::submit);
    setup.operation("review.dismiss", Reviews::dismiss);
    setup.operation(
        "review.comments",
        call -> {
          ObjectNode repo = Repos.readable(call);
          String id = found(call, repo).path("id").asText();
          return Paged.of(
              call,
              ReviewComments.RESOURCE,
              Selection.of("~review", id),
              row -> ReviewComments.view(call, repo, row));
        });
  }

  private static ObjectNode found(Call call, ObjectNode repo) {
    ObjectNode pull = Pulls.numbered(call, repo);
    ObjectNode row = Repos.get(call, repo, RESOURCE, call.path("review_id"));
    if (!row.path("~pull").equals(pull.path("~key"))) {
      throw Errors.notFound();
    }
    return row;
  }

  static ObjectNode view(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    String number = row.path("number").asText();
    String page = "%s/pull/%s#pullrequestreview-%d".formatted(Repos.page(scene, repo), number, id);
    String pull = Repos.url(scene, repo) + "/pulls/" + number;
    ObjectNode view = row.objectNode().put("id", id);
    view.put("node_id", Links.node("PullRequestReview", id));
    view.set("user", Accounts.simple(scene, row.path("user").asText()));
    view.set("body", row.get("body"));
    view.set("state", row.get("state"));
    view.put("html_url", page).put("pull_request_url", pull);
    view.put("author_association", IssueView.association(scene, repo, row.path("user").asText()));
    ObjectNode links = view.putObject("_links");
    links.putObject("html").put("href", page);
    links.putObject("pull_request").put("href", pull);
    if (row.has("submitted_at")) {
      view.set("submitted_at", row.get("submitted_at"));
    }
    view.set("commit_id", row.get("commit_id"));
    return view;
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode pull = Pulls.numbered(call, repo);
    String login = Caller.login(call);
    String event = call.text("event").orElse("");
    String body = call.text("body").orElse("");
    check(call, pull, login, event, body);
    long id = Links.next(call, RESOURCE);
    ObjectNode row = call.object().put("id", id).put("user", login).put("body", body);
    row.put("number", pull.path("number").asText()).put("~pull", pull.path("~key").asText());
    row.put("commit_id", call.text("commit_id").orElse(PullHeads.head(pull)));
    row.put("state", STATES.getOrDefault(event, "PENDING"));
    if (!event.isEmpty()) {
      row.put("submitted_at", Links.now(call));
    }
    ObjectNode made = Repos.add(call, repo, RESOURCE, id, row);
    for (JsonNode comment : call.input().path("comments")) {
      ReviewComments.add(call, repo, pull, comment, id);
    }
    if (!event.isEmpty()) {
      submitted(call, repo, pull, made);
    }
    return Reply.json(200, view(call, repo, made));
  }

  private static void check(Call call, ObjectNode pull, String login, String event, String body) {
    if (!event.isEmpty() && !STATES.containsKey(event)) {
      throw Errors.invalid("PullRequestReview", "event", "invalid", event);
    }
    boolean own = PullView.issue(call, pull).path("user").asText().equals(login);
    if (own && event.equals("APPROVE")) {
      throw Errors.unprocessable("Can not approve your own pull request");
    }
    if (own && event.equals("REQUEST_CHANGES")) {
      throw Errors.unprocessable("Can not request changes on your own pull request");
    }
    boolean speechless = body.isEmpty() && call.input().path("comments").isEmpty();
    if (speechless && (event.equals("REQUEST_CHANGES") || event.equals("COMMENT"))) {
      throw Errors.unprocessable("Body can't be blank");
    }
  }

  /** Who has reviewed need not be asked any more. */
  private static void submitted(Call call, ObjectNode repo, ObjectNode pull, ObjectNode review) {
    call.change(
        Pulls.RESOURCE,
        pull.path("~key").asText(),
        row -> {
          ArrayNode left = row.arrayNode();
          for (JsonNode login : row.path("reviewers")) {
            if (!login.equals(review.path("user"))) {
              left.add(login);
            }
          }
          row.set("reviewers", left);
        });
    tell(call, repo, review, "submitted");
  }

  private static void tell(Call call, ObjectNode repo, ObjectNode review, String action) {
    RepoEvents.tell(
        call,
        repo,
        "pull_request_review",
        action,
        Caller.login(call),
        body -> {
          ObjectNode shown = view(call, repo, review);
          shown.put("state", review.path("state").asText().toLowerCase(Locale.ROOT));
          body.set("review", shown);
          ObjectNode pull = call.get(Pulls.RESOURCE, review.path("~pull").asText());
          body.set("pull_request", PullView.simple(call, repo, pull));
        });
  }

  private static ObjectNode own(Call call, ObjectNode repo) {
    ObjectNode row = found(call, repo);
    if (!row.path("user").asText().equals(Caller.login(call))) {
      throw Errors.forbidden("Must have admin rights to Repository.");
    }
    return row;
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode row = own(call, repo);
    String body = call.text("body").orElse("");
    ObjectNode changed =
        call.change(RESOURCE, row.path("~key").asText(), copy -> copy.put("body", body));
    tell(call, repo, changed, "edited");
    return Reply.json(200, view(call, repo, changed));
  }

  private static Reply delete(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode row = own(call, repo);
    if (!row.path("state").asText().equals("PENDING")) {
      throw Errors.unprocessable("Can not delete a non-pending pull request review");
    }
    call.remove(RESOURCE, row.path("~key").asText());
    return Reply.json(200, view(call, repo, row));
  }

  private static Reply submit(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode row = own(call, repo);
    if (!row.path("state").asText().equals("PENDING")) {
      throw Errors.unprocessable("Can not submit a review that is not pending");
    }
    ObjectNode pull = Pulls.numbered(call, repo);
    String event = call.text("event").orElse("");
    String body = call.text("body").orElse(row.path("body").asText());
    check(call, pull, row.path("user").asText(), event, body);
    ObjectNode changed =
        call.change(
            RESOURCE,
            row.path("~key").asText(),
            copy -> {
              copy.put("body", body).put("state", STATES.getOrDefault(event, "COMMENTED"));
              copy.put("submitted_at", Links.now(call));
            });
    submitted(call, repo, pull, changed);
    return Reply.json(200, view(call, repo, changed));
  }

  private static Reply dismiss(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode row = found(call, repo);
    if (!row.path("state").asText().matches("APPROVED|CHANGES_REQUESTED")
        || !Repos.may(call, repo, Access.PUSH)) {
      throw Errors.unprocessable("Can not dismiss a commented pull request review");
    }
    ObjectNode changed =
        call.change(RESOURCE, row.path("~key").asText(), copy -> copy.put("state", "DISMISSED"));
    tell(call, repo, changed, "dismissed");
    return Reply.json(200, view(call, repo, changed));
  }
}
