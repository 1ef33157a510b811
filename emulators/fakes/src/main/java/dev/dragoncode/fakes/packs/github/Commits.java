package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.packs.github.Objects.Entry;
import java.util.List;
import java.util.Optional;

/** Commits, and how two of them differ: https://docs.github.com/rest/commits/commits. */
final class Commits {

  /** A comparison shows no more files. */
  private static final int MOST_FILES = 300;

  private Commits() {}

  static void setUp(Setup setup) {
    setup.operation("commit.list", Commits::list);
    setup.operation("commit.retrieve", Commits::retrieve);
    setup.operation("commit.pulls", Commits::pulls);
    setup.operation("commit.branches", Commits::branches);
    setup.operation("commit.compare", Commits::compare);
  }

  /** The commit that a path names. */
  static String named(Call call, ObjectNode repo, String ref) {
    return Refs.resolve(call, repo, ref)
        .orElseThrow(() -> Errors.unprocessable("No commit found for SHA: " + ref));
  }

  private static Reply list(Call call) {
    ObjectNode repo = Repos.readable(call);
    String from = call.text("sha").orElse(repo.path("default_branch").asText());
    Optional<String> head = Refs.resolve(call, repo, from);
    if (head.isEmpty()) {
      if (Refs.beginning(call, repo, Refs.HEADS).isEmpty()) {
        throw Errors.conflict("Git Repository is empty.");
      }
      throw Errors.notFound();
    }
    List<ObjectNode> commits =
        History.of(call, head.get()).stream().filter(commit -> wanted(call, commit)).toList();
    return Paged.of(call, commits, c -> CommitView.of(call, repo, c.path("sha").asText()));
  }

  private static boolean wanted(Call call, ObjectNode commit) {
    String date = commit.path("committer").path("date").asText();
    return call.text("since").map(since -> date.compareTo(since) >= 0).orElse(true)
        && call.text("until").map(until -> date.compareTo(until) <= 0).orElse(true)
        && call.text("author").map(who -> by(call, commit, "author", who)).orElse(true)
        && call.text("committer").map(who -> by(call, commit, "committer", who)).orElse(true)
        && call.text("path").map(path -> touches(call, commit, path)).orElse(true);
  }

  private static boolean by(Call call, ObjectNode commit, String role, String who) {
    String email = commit.path(role).path("email").asText();
    return email.equalsIgnoreCase(who)
        || Accounts.byEmail(call, email)
            .map(account -> account.path("login").asText().equalsIgnoreCase(who))
            .orElse(false);
  }

  /** Whether what stands at a path is another than before. */
  private static boolean touches(Call call, ObjectNode commit, String path) {
    String parent = commit.path("parents").path(0).asText("");
    return !at(call, commit.path("tree").asText(), path)
        .equals(at(call, Objects.treeOf(call, parent), path));
  }

  private static Optional<String> at(Call call, String tree, String path) {
    return Trees.find(call, tree, path).map(Entry::sha);
  }

  private static Reply retrieve(Call call) {
    ObjectNode repo = Repos.readable(call);
    String sha = named(call, repo, call.path("ref"));
    if (Answers.wants(call, "sha")) {
      return Reply.text(200, "application/vnd.github.sha", sha);
    }
    if (Answers.wants(call, "diff")) {
      ObjectNode commit = Objects.commit(call, sha).orElseThrow(Errors::notFound);
      return Answers.diff(FileChanges.diff(call, FileChanges.of(call, commit)));
    }
    return Reply.json(200, CommitView.full(call, repo, sha));
  }

  private static Reply pulls(Call call) {
    ObjectNode repo = Repos.readable(call);
    String sha = named(call, repo, call.path("ref"));
    List<ObjectNode> pulls =
        Repos.rows(call, repo, "pull").stream()
            .filter(pull ->
                pull.path("head_sha").asText().equals(sha)
                    || pull.path("merge_commit_sha").asText().equals(sha)
                    || PullCommits.of(call, repo, pull).stream()
                        .anyMatch(commit -> commit.path("sha").asText().equals(sha)))
            .toList();
    return Paged.of(call, pulls, pull -> PullView.simple(call, repo, pull));
  }

  private static Reply branches(Call call) {
    ObjectNode repo = Repos.readable(call);
    String sha = named(call, repo, call.path("ref"));
    List<ObjectNode> heads =
        Refs.beginning(call, repo, Refs.HEADS).stream()
            .filter(row -> row.path("sha").asText().equals(sha))
            .toList();
    return Paged.of(call, heads, row -> Branches.brief(call, repo, row));
  }

  private static Reply compare(Call call) {
    ObjectNode repo = Repos.readable(call);
    String range = call.path("basehead");
    int dots = range.indexOf("...");
    if (dots <= 0) {
      throw Errors.notFound();
    }
    String base = side(call, repo, range.substring(0, dots));
    String head = side(call, repo, range.substring(dots + 3));
    String common =
        History.mergeBase(call, base, head)
            .orElseThrow(() -> Errors.notFound("No common ancestor between " + range + "."));
    List<ObjectNode> ahead = History.ahead(call, base, head);
    List<ObjectNode> behind = History.ahead(call, head, base);
    List<FileChanges.Change> changes =
        FileChanges.between(call, Objects.treeOf(call, common), Objects.treeOf(call, head));
    if (Answers.wants(call, "diff")) {
      return Answers.diff(FileChanges.diff(call, changes));
    }
    ObjectNode body = call.object();
    String url = Repos.url(call, repo) + "/compare/" + range;
    String page = Repos.page(call, repo) + "/compare/" + range;
    body.put("url", url).put("html_url", page).put("permalink_url", page);
    body.put("diff_url", page + ".diff").put("patch_url", page + ".patch");
    body.set("base_commit", CommitView.of(call, repo, base));
    body.set("merge_base_commit", CommitView.of(call, repo, common));
    body.put("status", status(ahead.size(), behind.size()));
    body.put("ahead_by", ahead.size()).put("behind_by", behind.size());
    body.put("total_commits", ahead.size());
    ArrayNode commits = body.putArray("commits");
    Reply page1 = Paged.of(call, ahead, c -> CommitView.of(call, repo, c.path("sha").asText()));
    if (page1 instanceof Reply.Json json) {
      json.body().forEach(commits::add);
    }
    ArrayNode files = body.putArray("files");
    changes.stream()
        .limit(MOST_FILES)
        .forEach(change -> files.add(FileChanges.view(call, repo, head, change)));
    Reply reply = Reply.json(200, body);
    String link = page1.headers().get("link");
    return link == null ? reply : reply.withHeader("link", link);
  }

  private static String status(int ahead, int behind) {
    if (ahead > 0) {
      return behind > 0 ? "diverged" : "ahead";
    }
    return behind > 0 ? "behind" : "identical";
  }

  /** A branch, tag or commit; {@code owner:branch} for one of a fork. */
  private static String side(Call call, ObjectNode repo, String name) {
    int colon = name.indexOf(':');
    ObjectNode from =
        colon < 0 ? repo : PullHeads.repository(call, repo, name.substring(0, colon)).orElse(repo);
    return Refs.resolve(call, from, name.substring(colon + 1)).orElseThrow(Errors::notFound);
  }
}
