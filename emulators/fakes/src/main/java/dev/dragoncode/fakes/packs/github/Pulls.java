package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pull requests: https://docs.github.com/rest/pulls/pulls. */
final class Pulls {

  static final String RESOURCE = "pull";

  private static final int MOST_COMMITS = 250;

  private Pulls() {}

  static void setUp(Setup setup) {
    setup.operation("pull.list", Pulls::list);
    setup.operation("pull.create", Pulls::create);
    setup.operation("pull.retrieve", Pulls::retrieve);
    setup.operation("pull.page", Pulls::page);
    setup.operation("pull.update", Pulls::update);
    setup.operation("pull.files", Pulls::files);
    setup.operation("pull.commits", Pulls::commits);
    setup.operation(
        "pull.reviewers",
        call -> {
          ObjectNode repo = Repos.readable(call);
          ObjectNode body = call.object();
          body.set("users", PullView.people(call, numbered(call, repo).path("reviewers")));
          body.putArray("teams");
          return Reply.json(200, body);
        });
    setup.operation("pull.reviewers.add", call -> reviewers(call, true));
    setup.operation("pull.reviewers.remove", call -> reviewers(call, false));
  }

  static ObjectNode numbered(Call call, ObjectNode repo) {
    return Repos.get(call, repo, RESOURCE, Repos.key(repo, call.path("number")));
  }

  private static Reply list(Call call) {
    ObjectNode repo = Repos.readable(call);
    String state = call.text("state").orElse("open");
    Selection selection =
        state.equals("all")
            ? Selection.of("~pulls", Repos.id(repo))
            : Selection.of("~pulls_state", Repos.key(repo, state));
    Optional<String> head = call.text("head");
    Optional<String> base = call.text("base");
    if (head.isPresent() || base.isPresent()) {
      selection =
          selection.where(issue -> {
            ObjectNode pull = PullView.row(call, issue);
            String label = pull.path("head_owner").asText() + ":" + pull.path("head_ref").asText();
            return head.map(h -> h.equalsIgnoreCase(label) || !h.contains(":")).orElse(true)
                && base.map(b -> b.equals(pull.path("base_ref").asText())).orElse(true);
          });
    }
    String by = call.text("sort").orElse("created");
    boolean up = call.text("direction").orElse(by.equals("created") ? "desc" : "asc").equals("asc");
    if (by.equals("created")) {
      Selection all = up ? selection : IssueLists.newestFirst(selection);
      return Paged.of(
          call, Issues.RESOURCE, all, row -> PullView.simple(call, repo, PullView.row(call, row)));
    }
    List<ObjectNode> rows = new ArrayList<>(call.list(Issues.RESOURCE, selection).rows());
    rows.sort(IssueLists.order(by.equals("popularity") ? "comments" : by, up));
    return Paged.of(call, rows, row -> PullView.simple(call, repo, PullView.row(call, row)));
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.readable(call);
    String login = Caller.login(call);
    Optional<ObjectNode> issue =
        call.text("issue")
            .map(number -> Repos.get(call, repo, Issues.RESOURCE, Repos.key(repo, number)));
    if (issue.isEmpty() && call.text("title").isEmpty()) {
      throw Errors.invalid("PullRequest", "title", "missing_field");
    }
    String base = required(call, "base");
    String head = required(call, "head");
    int colon = head.indexOf(':');
    String ref = head.substring(colon + 1);
    ObjectNode from =
        (colon < 0 ? Optional.of(repo) : PullHeads.repository(call, repo, head.substring(0, colon)))
            .orElseThrow(() -> Errors.invalid("PullRequest", "head", "invalid"));
    if (!Repos.may(call, from, Access.PUSH)) {
      throw Errors.forbidden("Resource not accessible by personal access token");
    }
    String baseSha =
        Refs.branch(call, repo, base)
            .orElseThrow(() -> Errors.invalid("PullRequest", "base", "invalid"));
    String headSha =
        Refs.branch(call, from, ref)
            .orElseThrow(() -> Errors.invalid("PullRequest", "head", "invalid"));
    String label = Repos.owner(from) + ":" + ref;
    mustBeNew(call, repo, base, from, ref, label);
    if (History.ahead(call, baseSha, headSha).isEmpty()) {
      String shown = colon < 0 ? ref : label;
      throw Errors.custom("PullRequest", "", "No commits between %s and %s".formatted(base, shown));
    }
    ObjectNode made =
        issue.isPresent()
            ? Issues.change(call, issue.get(), row -> row.put("~pull", true))
            : Issues.insert(call, repo, call.text("title").orElseThrow(), true);
    ObjectNode row = call.object();
    row.set("number", made.get("number"));
    row.put("base_ref", base).put("base_sha", baseSha).put("head_ref", ref);
    row.put("head_repo", Repos.id(from)).put("head_owner", Repos.owner(from));
    row.put("head_sha", headSha).put("open", true).put("author", login);
    row.put("draft", call.input().path("draft").asBoolean());
    row.put("maintainer_can_modify", call.input().path("maintainer_can_modify").asBoolean(true));
    row.put("~head", Repos.key(from, ref)).put("~base", Repos.key(repo, base));
    row.putArray("reviewers");
    ObjectNode pull = Repos.add(call, repo, RESOURCE, made.path("~key").asText(), row);
    Issues.tell(call, repo, made, "opened", body -> {});
    return Reply.json(201, PullView.full(call, repo, pull))
        .withHeader("location", Repos.url(call, repo) + "/pulls/" + row.path("number").asText());
  }

  private static String required(Call call, String name) {
    return call.text(name).orElseThrow(() -> Errors.invalid("PullRequest", name, "missing_field"));
  }

  private static void mustBeNew(
      Call call, ObjectNode repo, String base, ObjectNode from, String ref, String label) {
    for (ObjectNode other :
        call.list(RESOURCE, Selection.of("~head", Repos.key(from, ref))).rows()) {
      if (other.path("open").asBoolean()
          && other.path("~base").asText().equals(Repos.key(repo, base))) {
        throw Errors.custom(
            "PullRequest", "", "A pull request already exists for %s.".formatted(label));
      }
    }
  }

  private static Reply retrieve(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode pull = numbered(call, repo);
    if (Answers.wants(call, "diff") || Answers.wants(call, "patch")) {
      return Answers.diff(FileChanges.diff(call, PullCommits.changes(call, repo, pull)));
    }
    return Reply.json(200, PullView.full(call, repo, pull));
  }

  /** Its difference by the address that its {@code diff_url} tells. */
  private static Reply page(Call call) {
    ObjectNode repo = Repos.readable(call);
    String page = call.path("page");
    if (!page.matches("\\d+\\.(diff|patch)")) {
      throw Errors.notFound();
    }
    String key = Repos.key(repo, page.substring(0, page.indexOf('.')));
    ObjectNode pull = Repos.get(call, repo, RESOURCE, key);
    return Answers.diff(FileChanges.diff(call, PullCommits.changes(call, repo, pull)));
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode pull = numbered(call, repo);
    ObjectNode issue = PullView.issue(call, pull);
    boolean opening =
        call.text("state").orElse("").equals("open")
            && issue.path("state").asText().equals("closed");
    if (opening && pull.path("merged_at").isTextual()) {
      throw Errors.custom(
          "PullRequest", "state", "state cannot be changed. The pull request cannot be reopened.");
    }
    Optional<String> base = call.text("base");
    if (base.isPresent() && Refs.branch(call, repo, base.get()).isEmpty()) {
      throw Errors.invalid("PullRequest", "base", "invalid");
    }
    call.change(
        RESOURCE,
        pull.path("~key").asText(),
        row -> {
          base.ifPresent(b -> row.put("base_ref", b).put("~base", Repos.key(repo, b)));
          row.put("base_sha", PullHeads.base(call, repo, row));
          call.text("state").ifPresent(state -> row.put("open", state.equals("open")));
          if (call.input().path("maintainer_can_modify").isBoolean()) {
            row.set("maintainer_can_modify", call.input().get("maintainer_can_modify"));
          }
        });
    Issues.edit(call, repo, issue, "PullRequest");
    return Reply.json(200, PullView.full(call, repo, numbered(call, repo)));
  }

  private static Reply files(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode pull = numbered(call, repo);
    return Paged.of(
        call,
        PullCommits.changes(call, repo, pull),
        change -> FileChanges.view(call, repo, PullHeads.head(pull), change));
  }

  private static Reply commits(Call call) {
    ObjectNode repo = Repos.readable(call);
    List<ObjectNode> commits =
        PullCommits.of(call, repo, numbered(call, repo)).stream().limit(MOST_COMMITS).toList();
    return Paged.of(call, commits, c -> CommitView.of(call, repo, c.path("sha").asText()));
  }

  private static Reply reviewers(Call call, boolean adding) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode pull = numbered(call, repo);
    Set<String> logins = new LinkedHashSet<>(Issues.texts(pull.path("reviewers")));
    List<String> said = new ArrayList<>();
    for (JsonNode one : call.input().path("reviewers")) {
      ObjectNode account =
          Accounts.find(call, one.asText())
              .filter(a -> Repos.access(call, repo, a.path("login").asText()) != Access.NONE)
              .orElseThrow(() ->
                  Errors.unprocessable(
                      "Reviews may only be requested from collaborators. One or more of the users or"
                          + " teams you specified is not a collaborator of the %s repository."
                              .formatted(Repos.fullName(repo))));
      String login = account.path("login").asText();
      if (adding && login.equals(PullView.issue(call, pull).path("user").asText())) {
        throw Errors.unprocessable("Review cannot be requested from pull request author.");
      }
      boolean changes = adding ? logins.add(login) : logins.remove(login);
      if (changes) {
        said.add(login);
      }
    }
    ObjectNode changed =
        call.change(
            RESOURCE,
            pull.path("~key").asText(),
            row -> {
              ArrayNode all = row.putArray("reviewers");
              logins.forEach(all::add);
            });
    String action = adding ? "review_requested" : "review_request_removed";
    for (String login : said) {
      Issues.tell(
          call,
          repo,
          PullView.issue(call, changed),
          action,
          body -> body.set("requested_reviewer", Accounts.simple(call, login)));
    }
    return Reply.json(adding ? 201 : 200, PullView.simple(call, repo, changed));
  }

  /** A branch got new commits: the open pull requests from it show them. */
  static void follow(Call call, ObjectNode from, String branch, String before, String after) {
    for (ObjectNode pull : open(call, from, branch)) {
      call.change(RESOURCE, pull.path("~key").asText(), row -> row.put("head_sha", after));
      ObjectNode repo = call.get("repository", pull.path("~repo").asText());
      ObjectNode issue = Issues.change(call, PullView.issue(call, pull), row -> {});
      Issues.tell(
          call, repo, issue, "synchronize", body -> body.put("before", before).put("after", after));
    }
  }

  private static List<ObjectNode> open(Call call, ObjectNode from, String branch) {
    return call.list(RESOURCE, Selection.of("~head", Repos.key(from, branch))).rows().stream()
        .filter(pull -> pull.path("open").asBoolean())
        .toList();
  }

  /** A branch is gone: what was open from it is closed. */
  static void orphan(Call call, ObjectNode from, String branch) {
    for (ObjectNode pull : open(call, from, branch)) {
      ObjectNode repo = call.get("repository", pull.path("~repo").asText());
      call.change(RESOURCE, pull.path("~key").asText(), row -> row.put("open", false));
      ObjectNode issue =
          Issues.change(call, PullView.issue(call, pull), row -> Issues.turn(call, row, "closed"));
      Issues.tell(call, repo, issue, "closed", body -> {});
    }
  }

  /** A branch has another name: what comes from it or goes to it follows. */
  static void renamed(Call call, ObjectNode repo, String from, String to) {
    for (ObjectNode pull : open(call, repo, from)) {
      call.change(
          RESOURCE,
          pull.path("~key").asText(),
          row -> row.put("head_ref", to).put("~head", Repos.key(repo, to)));
    }
    for (ObjectNode pull :
        call.list(RESOURCE, Selection.of("~base", Repos.key(repo, from))).rows()) {
      call.change(
          RESOURCE,
          pull.path("~key").asText(),
          row -> row.put("base_ref", to).put("~base", Repos.key(repo, to)));
    }
  }
}
