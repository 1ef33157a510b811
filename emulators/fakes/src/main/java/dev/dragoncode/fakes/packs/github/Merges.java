package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Objects.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings branches together: https://docs.github.com/rest/pulls/pulls#merge-a-pull-request. */
final class Merges {

  /**
   * https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue.
   */
  private static final Pattern CLOSES =
      Pattern.compile(
          "\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\\s+#(\\d+)", Pattern.CASE_INSENSITIVE);

  private Merges() {}

  static void setUp(Setup setup) {
    setup.operation("pull.merge", Merges::merge);
    setup.operation(
        "pull.is_merged",
        call -> {
          ObjectNode pull = Pulls.numbered(call, Repos.readable(call));
          if (!pull.path("merged_at").isTextual()) {
            throw Errors.notFound();
          }
          return Reply.empty(204);
        });
    setup.operation("pull.update_branch", Merges::updateBranch);
  }

  /** The tree of both sides together; empty where they are in conflict. */
  static Optional<String> tree(Scene scene, ObjectNode repo, ObjectNode pull) {
    return tree(scene, PullHeads.base(scene, repo, pull), PullHeads.head(pull));
  }

  private static Optional<String> tree(Scene scene, String base, String head) {
    String common = History.mergeBase(scene, base, head).orElse("");
    String before = Objects.treeOf(scene, common);
    String ours = Objects.treeOf(scene, base);
    String theirs = Objects.treeOf(scene, head);
    if (before.equals(ours)) {
      return Optional.of(theirs);
    }
    Map<String, Entry> was = Trees.all(scene, before, false);
    Map<String, Entry> here = Trees.all(scene, ours, false);
    Map<String, Entry> there = Trees.all(scene, theirs, false);
    TreeSet<String> paths = new TreeSet<>(was.keySet());
    paths.addAll(there.keySet());
    String merged = ours;
    for (String path : paths) {
      Optional<Entry> a = Optional.ofNullable(was.get(path));
      Optional<Entry> b = Optional.ofNullable(here.get(path));
      Optional<Entry> c = Optional.ofNullable(there.get(path));
      if (a.equals(c) || b.equals(c)) {
        continue;
      }
      Optional<Entry> together = a.equals(b) ? c : ThreeWay.merge(scene, a, b, c);
      if (together.isEmpty() && !a.equals(b)) {
        return Optional.empty();
      }
      merged = Trees.with(scene, merged, path, together);
    }
    return Optional.of(merged);
  }

  private static Refusal not(String message) {
    return Refusal.of("not_mergeable").with("message", message);
  }

  private static Reply merge(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode pull = Pulls.numbered(call, repo);
    if (!pull.path("open").asBoolean()) {
      throw not("Pull Request is not mergeable");
    }
    if (pull.path("draft").asBoolean()) {
      throw not("Pull Request is still a draft");
    }
    String head = PullHeads.head(pull);
    if (call.text("sha").isPresent() && !call.text("sha").get().equals(head)) {
      throw Errors.conflict("Head branch was modified. Review and try the merge again.");
    }
    String method = call.text("merge_method").orElse("merge");
    String flag = "allow_" + (method.equals("merge") ? "merge_commit" : method + "_merge");
    if (!repo.path(flag).asBoolean(true)) {
      throw not(
          method.equals("merge")
              ? "Merge commits are not allowed on this repository."
              : "%s merges are not allowed on this repository."
                  .formatted(method.equals("squash") ? "Squash" : "Rebase"));
    }
    String tree = tree(call, repo, pull).orElseThrow(() -> not("Pull Request is not mergeable"));
    String base = PullHeads.base(call, repo, pull);
    ObjectNode issue = PullView.issue(call, pull);
    String sha =
        switch (method) {
          case "squash" -> squashed(call, repo, pull, issue, tree, base);
          case "rebase" -> rebased(call, repo, pull, tree, base);
          default -> joined(call, pull, issue, tree, base);
        };
    done(call, repo, pull, issue, base, sha);
    ObjectNode body = call.object().put("sha", sha).put("merged", true);
    return Reply.json(200, body.put("message", "Pull Request successfully merged"));
  }

  private static String message(Call call, String title, String text) {
    String head = call.text("commit_title").orElse(title);
    String rest = call.text("commit_message").orElse(text);
    return rest.isEmpty() ? head : head + "\n\n" + rest;
  }

  private static String joined(
      Call call, ObjectNode pull, ObjectNode issue, String tree, String base) {
    ObjectNode who = Objects.signature(call, Caller.login(call));
    String title =
        "Merge pull request #%s from %s/%s"
            .formatted(
                pull.path("number").asText(),
                pull.path("head_owner").asText(),
                pull.path("head_ref").asText());
    String message = message(call, title, issue.path("title").asText());
    return Objects.commit(call, tree, List.of(base, PullHeads.head(pull)), message, who, who);
  }

  private static String squashed(
      Call call, ObjectNode repo, ObjectNode pull, ObjectNode issue, String tree, String base) {
    ObjectNode who = Objects.signature(call, Caller.login(call));
    ObjectNode author = Objects.signature(call, issue.path("user").asText());
    List<ObjectNode> commits = PullCommits.of(call, repo, pull);
    String text =
        commits.size() == 1
            ? ""
            : String.join(
                "\n\n", commits.stream().map(c -> "* " + c.path("message").asText()).toList());
    String title = "%s (#%s)".formatted(issue.path("title").asText(), pull.path("number").asText());
    return Objects.commit(call, tree, List.of(base), message(call, title, text), author, who);
  }

  /** Each commit again on top of the base; the last one has the tree of all. */
  private static String rebased(
      Call call, ObjectNode repo, ObjectNode pull, String tree, String base) {
    ObjectNode who = Objects.signature(call, Caller.login(call));
    String at = base;
    List<ObjectNode> commits =
        PullCommits.of(call, repo, pull).stream()
            .filter(c -> c.path("parents").size() < 2)
            .toList();
    for (ObjectNode commit : commits) {
      boolean last = commit.equals(commits.getLast());
      String part = last ? tree : tree(call, at, commit.path("sha").asText()).orElse(tree);
      at =
          Objects.commit(
              call, part, List.of(at), commit.path("message").asText(), commit.get("author"), who);
    }
    return at;
  }

  private static void done(
      Call call, ObjectNode repo, ObjectNode pull, ObjectNode issue, String base, String sha) {
    String login = Caller.login(call);
    call.change(
        Pulls.RESOURCE,
        pull.path("~key").asText(),
        row -> {
          row.put("open", false).put("base_sha", base).put("merge_commit_sha", sha);
          row.put("merged_at", Links.now(call)).put("merged_by", login);
        });
    ObjectNode closed = Issues.change(call, issue, row -> Issues.turn(call, row, "closed"));
    Refs.push(call, repo, Refs.HEADS + pull.path("base_ref").asText(), sha);
    IssueEvents.note(call, repo, closed, "merged", login, call.object().put("commit_id", sha));
    Issues.tell(call, repo, closed, "closed", body -> {});
    if (pull.path("base_ref").asText().equals(repo.path("default_branch").asText())) {
      close(call, repo, issue.path("body").asText(""));
    }
    if (repo.path("delete_branch_on_merge").asBoolean()
        && pull.path("head_repo").asText().equals(Repos.id(repo))) {
      Refs.delete(call, repo, Refs.HEADS + pull.path("head_ref").asText());
    }
  }

  /** Closes the issues that a text says it closes. */
  private static void close(Call call, ObjectNode repo, String text) {
    Matcher matcher = CLOSES.matcher(text);
    while (matcher.find()) {
      call.find(Issues.RESOURCE, Repos.key(repo, matcher.group(1)))
          .filter(issue -> issue.path("state").asText().equals("open"))
          .ifPresent(issue -> {
            ObjectNode closed = Issues.change(call, issue, row -> Issues.turn(call, row, "closed"));
            Issues.tell(call, repo, closed, "closed", body -> {});
          });
    }
  }

  /** Brings what the base has got since into the head. */
  private static Reply updateBranch(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode pull = Pulls.numbered(call, repo);
    String head = PullHeads.head(pull);
    Optional<String> expected = call.text("expected_head_sha");
    if (expected.isPresent() && !expected.get().equals(head)) {
      throw Errors.unprocessable("expected head sha didn’t match current head ref.");
    }
    String base = PullHeads.base(call, repo, pull);
    if (History.shas(call, head).contains(base)) {
      throw Errors.unprocessable("There are no new commits on the base branch.");
    }
    String tree =
        tree(call, base, head)
            .orElseThrow(() -> Errors.unprocessable("merge conflict between base and head"));
    ObjectNode who = Objects.signature(call, Caller.login(call));
    String branch = pull.path("head_ref").asText();
    String message = "Merge branch '%s' into %s".formatted(pull.path("base_ref").asText(), branch);
    String sha = Objects.commit(call, tree, List.of(head, base), message, who, who);
    ObjectNode from = call.get("repository", pull.path("head_repo").asText());
    Refs.push(call, from, Refs.HEADS + branch, sha);
    ObjectNode body = call.object().put("message", "Updating pull request branch.");
    return Reply.json(
        202, body.put("url", Repos.page(call, repo) + "/pull/" + pull.path("number").asText()));
  }

  /** https://docs.github.com/rest/branches/branches#merge-a-branch. */
  static Reply branches(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String into = call.text("base").orElse("");
    String from = call.text("head").orElse("");
    String base =
        Refs.branch(call, repo, into).orElseThrow(() -> Errors.notFound("Base does not exist"));
    String head =
        Refs.resolve(call, repo, from).orElseThrow(() -> Errors.notFound("Head does not exist"));
    if (History.shas(call, base).contains(head)) {
      return Reply.empty(204);
    }
    String tree = tree(call, base, head).orElseThrow(() -> Errors.conflict("Merge conflict"));
    ObjectNode who = Objects.signature(call, Caller.login(call));
    String message = call.text("commit_message").orElse("Merge %s into %s".formatted(from, into));
    String sha = Objects.commit(call, tree, List.of(base, head), message, who, who);
    Refs.push(call, repo, Refs.HEADS + into, sha);
    return Reply.json(201, CommitView.of(call, repo, sha));
  }
}
