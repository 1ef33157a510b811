package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Objects.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of a repository, read and written: https://docs.github.com/rest/repos/contents. */
final class Contents {

  /** Larger files are shown without their content. */
  private static final int MOST_SHOWN = 1_048_576;

  private static final String FILE = "100644";

  private Contents() {}

  static void setUp(Setup setup) {
    setup.operation("content.root", call -> get(call, ""));
    setup.operation("content.retrieve", call -> get(call, call.path("path")));
    setup.operation("content.raw", Contents::raw);
    setup.operation("content.put", Contents::put);
    setup.operation("content.delete", Contents::delete);
    setup.operation("content.readme", Contents::readme);
    setup.operation("repo.languages", Contents::languages);
  }

  /** The first commit of a new repository. */
  static void first(Call call, ObjectNode repo, String login, String readme) {
    ObjectNode who = Objects.signature(call, login);
    String blob = Objects.blob(call, readme.getBytes(StandardCharsets.UTF_8));
    String tree = Objects.tree(call, List.of(new Entry("README.md", FILE, blob)));
    String sha = Objects.commit(call, tree, List.of(), "Initial commit", who, who);
    Refs.push(call, repo, Refs.HEADS + repo.path("default_branch").asText(), sha);
  }

  /** The commit that a request names, or the default branch's. */
  private static String commit(Call call, ObjectNode repo) {
    String usual = repo.path("default_branch").asText();
    Optional<String> ref = call.text("ref");
    Optional<String> sha = Refs.resolve(call, repo, ref.orElse(usual));
    if (sha.isEmpty() && Refs.beginning(call, repo, Refs.HEADS).isEmpty()) {
      throw Errors.notFound("This repository is empty.");
    }
    return sha.orElseThrow(
        () -> Errors.notFound("No commit found for the ref " + ref.orElse(usual)));
  }

  private static Reply get(Call call, String path) {
    ObjectNode repo = Repos.readable(call);
    String commit = commit(call, repo);
    Entry entry =
        Trees.find(call, Objects.treeOf(call, commit), path).orElseThrow(Errors::notFound);
    String ref = call.text("ref").orElse(repo.path("default_branch").asText());
    if (!entry.isTree()) {
      return file(call, repo, ref, path, entry);
    }
    ArrayNode items = call.object().arrayNode();
    String before = path.isEmpty() ? "" : String.join("/", Trees.segments(path)) + "/";
    for (Entry one : Objects.entries(call, entry.sha())) {
      items.add(view(call, repo, ref, before + one.name(), one));
    }
    return Reply.json(200, items);
  }

  private static Reply file(Call call, ObjectNode repo, String ref, String path, Entry entry) {
    byte[] content = Objects.content(call, entry.sha()).orElse(new byte[0]);
    if (Answers.wants(call, "raw")) {
      return new Reply.Content(
          200, Map.of("content-type", "application/vnd.github.raw+json; charset=utf-8"), content);
    }
    ObjectNode view = view(call, repo, ref, path, entry);
    boolean shown = content.length <= MOST_SHOWN;
    view.put("content", shown ? lines(content) : "").put("encoding", shown ? "base64" : "none");
    return Reply.json(200, view);
  }

  /** A file by the address that its {@code download_url} tells: a ref, and a path behind it. */
  private static Reply raw(Call call) {
    ObjectNode repo = Repos.readable(call);
    List<String> segments = Trees.segments(call.path("path"));
    for (int i = 1; i < segments.size(); i++) {
      String path = String.join("/", segments.subList(i, segments.size()));
      Optional<byte[]> content =
          Refs.resolve(call, repo, String.join("/", segments.subList(0, i)))
              .flatMap(sha -> Trees.find(call, Objects.treeOf(call, sha), path))
              .filter(entry -> !entry.isTree())
              .flatMap(entry -> Objects.content(call, entry.sha()));
      if (content.isPresent()) {
        return new Reply.Content(
            200, Map.of("content-type", "text/plain; charset=utf-8"), content.get());
      }
    }
    throw Errors.notFound();
  }

  /** Base64 as GitHub breaks it. */
  static String lines(byte[] content) {
    String text = Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(content);
    return text.isEmpty() ? "" : text + "\n";
  }

  private static ObjectNode view(
      Scene scene, ObjectNode repo, String ref, String path, Entry entry) {
    String clean = String.join("/", Trees.segments(path));
    String encoded = FileChanges.encoded(path);
    String url = Repos.url(scene, repo) + "/contents/" + encoded + "?ref=" + ref;
    String kind = entry.isTree() ? "tree" : "blob";
    String page = Repos.page(scene, repo) + "/" + kind + "/" + ref + "/" + encoded;
    String git = Repos.url(scene, repo) + "/git/" + kind + "s/" + entry.sha();
    ObjectNode view = repo.objectNode().put("name", entry.name().isEmpty() ? clean : entry.name());
    view.put("path", clean).put("sha", entry.sha());
    view.put("size", entry.isTree() ? 0 : Objects.size(scene, entry.sha())).put("url", url);
    view.put("html_url", page).put("git_url", git);
    if (entry.isTree()) {
      view.putNull("download_url");
    } else {
      view.put("download_url", Repos.page(scene, repo) + "/raw/" + ref + "/" + encoded);
    }
    view.put("type", entry.isTree() ? "dir" : "file");
    view.putObject("_links").put("self", url).put("git", git).put("html", page);
    return view;
  }

  private static Reply readme(Call call) {
    ObjectNode repo = Repos.readable(call);
    String tree = Objects.treeOf(call, commit(call, repo));
    for (Entry entry : Objects.entries(call, tree)) {
      if (!entry.isTree()
          && entry.name().toLowerCase(java.util.Locale.ROOT).matches("readme(\\..*)?")) {
        String ref = call.text("ref").orElse(repo.path("default_branch").asText());
        return file(call, repo, ref, entry.name(), entry);
      }
    }
    throw Errors.notFound();
  }

  /** A branch that is written to, and what is in it. */
  private record Target(ObjectNode repo, String branch, String head, Optional<Entry> there) {}

  private static Target target(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String branch = call.text("branch").orElse(repo.path("default_branch").asText());
    Optional<String> head = Refs.branch(call, repo, branch);
    if (head.isEmpty()
        && (!branch.equals(repo.path("default_branch").asText())
            || !Refs.beginning(call, repo, Refs.HEADS).isEmpty())) {
      throw Errors.notFound("Branch " + branch + " not found");
    }
    if (call.text("message").isEmpty()) {
      throw invalidRequest("\"message\" wasn't supplied.");
    }
    String tree = head.map(sha -> Objects.treeOf(call, sha)).orElse("");
    Optional<Entry> there = Trees.find(call, tree, call.path("path")).filter(e -> !e.isTree());
    return new Target(repo, branch, head.orElse(""), there);
  }

  private static Refusal invalidRequest(String what) {
    return Errors.unprocessable("Invalid request.\n\n" + what);
  }

  /** Writing over a file takes the name of what is written over. */
  private static void mustMatch(Call call, Target target) {
    Optional<String> said = call.text("sha");
    if (target.there().isPresent() && said.isEmpty()) {
      throw invalidRequest("\"sha\" wasn't supplied.");
    }
    if (said.isPresent() && !target.there().map(Entry::sha).equals(said)) {
      throw Errors.conflict(call.path("path") + " does not match " + said.get());
    }
  }

  private static Reply put(Call call) {
    Target target = target(call);
    JsonNode text = call.input().path("content");
    if (!text.isTextual()) {
      throw invalidRequest("\"content\" wasn't supplied.");
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(text.asText());
    } catch (IllegalArgumentException e) {
      throw Errors.unprocessable("content is not valid Base64");
    }
    mustMatch(call, target);
    Entry entry = new Entry("", FILE, Objects.blob(call, content));
    String commit = write(call, target, Optional.of(entry));
    ObjectNode body = call.object();
    body.set(
        "content",
        view(
            call,
            target.repo(),
            target.branch(),
            call.path("path"),
            new Entry(name(call), FILE, entry.sha())));
    body.set("commit", CommitView.git(call, target.repo(), commit));
    return Reply.json(target.there().isPresent() ? 200 : 201, body);
  }

  private static String name(Call call) {
    return Trees.segments(call.path("path")).getLast();
  }

  private static Reply delete(Call call) {
    Target target = target(call);
    if (target.there().isEmpty()) {
      throw Errors.notFound();
    }
    mustMatch(call, target);
    String commit = write(call, target, Optional.empty());
    ObjectNode body = call.object();
    body.set("content", NullNode.getInstance());
    body.set("commit", CommitView.git(call, target.repo(), commit));
    return Reply.json(200, body);
  }

  private static String write(Call call, Target target, Optional<Entry> entry) {
    String tree = target.head().isEmpty() ? "" : Objects.treeOf(call, target.head());
    String changed = Trees.with(call, tree, call.path("path"), entry);
    ObjectNode committer =
        GitData.person(call, "committer", Objects.signature(call, Caller.login(call)));
    ObjectNode author = GitData.person(call, "author", committer);
    List<String> parents = target.head().isEmpty() ? List.of() : List.of(target.head());
    String message = call.text("message").orElseThrow();
    String sha = Objects.commit(call, changed, parents, message, author, committer);
    Refs.push(call, target.repo(), Refs.HEADS + target.branch(), sha);
    return sha;
  }

  /** Bytes by language, as far as endings tell. */
  private static Reply languages(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode bytes = call.object();
    Refs.branch(call, repo, repo.path("default_branch").asText())
        .ifPresent(sha ->
            Trees.all(call, Objects.treeOf(call, sha), false)
                .forEach((path, entry) -> {
                  String language =
                      call.value("languages")
                          .path(path.substring(path.lastIndexOf('.') + 1))
                          .asText();
                  if (!language.isEmpty()) {
                    bytes.put(
                        language, bytes.path(language).asInt() + Objects.size(call, entry.sha()));
                  }
                }));
    return Reply.json(200, bytes);
  }
}
