package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.packs.github.Objects.Entry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Git's own objects and refs: https://docs.github.com/rest/git. */
final class GitData {

  private GitData() {}

  static void setUp(Setup setup) {
    setup.operation("git.blob.create", GitData::createBlob);
    setup.operation("git.blob.retrieve", GitData::blob);
    setup.operation("git.tree.create", GitData::createTree);
    setup.operation("git.tree.retrieve", GitData::tree);
    setup.operation("git.commit.create", GitData::createCommit);
    setup.operation(
        "git.commit.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, CommitView.git(call, repo, call.path("sha")));
        });
    setup.operation("git.tag.create", GitData::createTag);
    setup.operation(
        "git.tag.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          ObjectNode tag = call.find("tag", call.path("sha")).orElseThrow(Errors::notFound);
          return Reply.json(200, tagView(call, repo, tag));
        });
    setup.operation("git.ref.retrieve", GitData::ref);
    setup.operation("git.ref.list", GitData::refs);
    setup.operation("git.ref.all", GitData::refs);
    setup.operation("git.ref.older", GitData::ref);
    setup.operation("git.ref.create", GitData::createRef);
    setup.operation("git.ref.update", GitData::updateRef);
    setup.operation("git.ref.delete", GitData::deleteRef);
  }

  /** Whom a request names as author or the like; what it leaves out is the usual one's. */
  static ObjectNode person(Call call, String role, ObjectNode usual) {
    JsonNode said = call.input().path(role);
    ObjectNode who = usual.deepCopy();
    if (!said.isObject()) {
      return who;
    }
    if (said.path("name").asText("").isEmpty() || said.path("email").asText("").isEmpty()) {
      throw Errors.unprocessable("Invalid request.\n\n\"name\", \"email\" weren't supplied.");
    }
    who.put("name", said.path("name").asText()).put("email", said.path("email").asText());
    if (said.path("date").isTextual()) {
      try {
        who.put("date", Links.time(OffsetDateTime.parse(said.path("date").asText()).toInstant()));
      } catch (DateTimeException e) {
        throw Errors.unprocessable(
            "Invalid request.\n\n\"%s\" is not a valid date-time."
                .formatted(said.path("date").asText()));
      }
    }
    return who;
  }

  private static String supplied(Call call, String name) {
    return call.text(name)
        .orElseThrow(() ->
            Errors.unprocessable("Invalid request.\n\n\"%s\" wasn't supplied.".formatted(name)));
  }

  private static Reply createBlob(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String text = call.input().path("content").asText();
    byte[] content;
    if (call.text("encoding").orElse("utf-8").equals("base64")) {
      try {
        content = Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw Errors.unprocessable("content is not valid Base64");
      }
    } else {
      content = text.getBytes(StandardCharsets.UTF_8);
    }
    String sha = Objects.blob(call, content);
    String url = Repos.url(call, repo) + "/git/blobs/" + sha;
    return Reply.json(201, call.object().put("sha", sha).put("url", url))
        .withHeader("location", url);
  }

  private static Reply blob(Call call) {
    ObjectNode repo = Repos.readable(call);
    String sha = call.path("sha");
    byte[] content = Objects.content(call, sha).orElseThrow(Errors::notFound);
    if (Answers.wants(call, "raw")) {
      return new Reply.Content(
          200, Map.of("content-type", "application/vnd.github.raw+json; charset=utf-8"), content);
    }
    ObjectNode body = call.object().put("sha", sha).put("node_id", Links.node("Blob", sha));
    body.put("size", content.length).put("url", Repos.url(call, repo) + "/git/blobs/" + sha);
    return Reply.json(200, body.put("content", Contents.lines(content)).put("encoding", "base64"));
  }

  private static Reply createTree(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String tree = "";
    Optional<String> base = call.text("base_tree");
    if (base.isPresent()) {
      tree = treeNamed(call, repo, base.get());
    }
    JsonNode lines = call.input().path("tree");
    if (!lines.isArray() || (lines.isEmpty() && base.isEmpty())) {
      throw Errors.unprocessable("Invalid tree info");
    }
    for (JsonNode line : lines) {
      tree = Trees.with(call, tree, line.path("path").asText(), entry(call, line));
    }
    return Reply.json(
        201, treeView(call, repo, tree.isEmpty() ? Objects.tree(call, List.of()) : tree, false));
  }

  private static String treeNamed(Call call, ObjectNode repo, String name) {
    if (call.find("tree", name).isPresent()) {
      return name;
    }
    return Refs.resolve(call, repo, name)
        .map(commit -> Objects.treeOf(call, commit))
        .orElseThrow(() -> Errors.notFound());
  }

  /** A line of a new tree; empty where it takes a file away. */
  private static Optional<Entry> entry(Call call, JsonNode line) {
    String mode = line.path("mode").asText("100644");
    if (!mode.matches("100644|100755|040000|160000|120000")) {
      throw Errors.unprocessable("tree.mode " + mode + " is not valid");
    }
    if (line.path("content").isTextual()) {
      byte[] content = line.path("content").asText().getBytes(StandardCharsets.UTF_8);
      return Optional.of(new Entry("", mode, Objects.blob(call, content)));
    }
    if (line.path("sha").isNull()) {
      return Optional.empty();
    }
    String sha = line.path("sha").asText();
    String table = mode.equals("040000") ? "tree" : "blob";
    if (!mode.equals("160000") && call.find(table, sha).isEmpty()) {
      throw Errors.unprocessable("tree.sha " + sha + " is not a valid " + table);
    }
    return Optional.of(new Entry("", mode, sha));
  }

  private static Reply tree(Call call) {
    ObjectNode repo = Repos.readable(call);
    boolean all = call.text("recursive").isPresent();
    return Reply.json(200, treeView(call, repo, treeNamed(call, repo, call.path("sha")), all));
  }

  private static ObjectNode treeView(Call call, ObjectNode repo, String sha, boolean all) {
    String url = Repos.url(call, repo) + "/git/";
    ObjectNode view = call.object().put("sha", sha).put("url", url + "trees/" + sha);
    ArrayNode lines = view.putArray("tree");
    if (all) {
      Trees.all(call, sha, true).forEach((path, e) -> line(call, url, path, e, lines.addObject()));
    } else {
      Objects.entries(call, sha).forEach(e -> line(call, url, e.name(), e, lines.addObject()));
    }
    return view.put("truncated", false);
  }

  private static void line(Call call, String url, String path, Entry entry, ObjectNode line) {
    line.put("path", path).put("mode", entry.mode()).put("type", entry.type());
    line.put("sha", entry.sha());
    if (entry.type().equals("blob")) {
      line.put("size", Objects.size(call, entry.sha()));
    }
    line.put("url", url + entry.type() + "s/" + entry.sha());
  }

  private static Reply createCommit(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String message = supplied(call, "message");
    String tree = supplied(call, "tree");
    if (call.find("tree", tree).isEmpty()) {
      throw Errors.unprocessable("Tree SHA does not exist");
    }
    List<String> parents = new ArrayList<>();
    for (JsonNode parent : call.input().path("parents")) {
      if (Objects.commit(call, parent.asText()).isEmpty()) {
        throw Errors.unprocessable("Parent SHA does not exist or is not a commit object");
      }
      parents.add(parent.asText());
    }
    ObjectNode author = person(call, "author", Objects.signature(call, Caller.login(call)));
    ObjectNode committer = person(call, "committer", author);
    String sha = Objects.commit(call, tree, parents, message, author, committer);
    return Reply.json(201, CommitView.git(call, repo, sha));
  }

  private static Reply createTag(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode tagger = person(call, "tagger", Objects.signature(call, Caller.login(call)));
    String object = supplied(call, "object");
    if (Objects.commit(call, object).isEmpty()) {
      throw Errors.unprocessable("Object does not exist");
    }
    String sha =
        Objects.tag(
            call,
            supplied(call, "tag"),
            supplied(call, "message"),
            call.text("type").orElse("commit"),
            object,
            tagger);
    return Reply.json(201, tagView(call, repo, call.get("tag", sha)));
  }

  private static ObjectNode tagView(Call call, ObjectNode repo, ObjectNode tag) {
    String url = Repos.url(call, repo) + "/git/";
    ObjectNode view = call.object().put("node_id", Links.node("Tag", tag.path("sha").asText()));
    view.set("tag", tag.get("tag"));
    view.set("sha", tag.get("sha"));
    view.put("url", url + "tags/" + tag.path("sha").asText());
    view.set("message", tag.get("message"));
    view.set("tagger", tag.get("tagger"));
    view.putObject("object")
        .put("type", tag.path("type").asText())
        .put("sha", tag.path("object").asText())
        .put("url", url + "commits/" + tag.path("object").asText());
    return view;
  }

  private static ObjectNode refView(Call call, ObjectNode repo, ObjectNode row) {
    String url = Repos.url(call, repo) + "/git/";
    String sha = row.path("sha").asText();
    String type = call.find("tag", sha).isPresent() ? "tag" : "commit";
    ObjectNode view = call.object().put("ref", row.path("ref").asText());
    view.put("node_id", Links.node("Ref", row.path("~key").asText()))
        .put("url", url + row.path("ref").asText());
    view.putObject("object").put("sha", sha).put("type", type).put("url", url + type + "s/" + sha);
    return view;
  }

  private static Reply ref(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode row =
        Refs.find(call, repo, "refs/" + call.path("ref")).orElseThrow(Errors::notFound);
    return Reply.json(200, refView(call, repo, row));
  }

  private static Reply refs(Call call) {
    ObjectNode repo = Repos.readable(call);
    String prefix = "refs/" + call.path().getOrDefault("ref", "");
    return Paged.of(call, Refs.beginning(call, repo, prefix), row -> refView(call, repo, row));
  }

  private static Reply createRef(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String ref = supplied(call, "ref");
    String sha = supplied(call, "sha");
    if (!ref.matches("refs/[^/]+/.+") || ref.endsWith("/") || ref.contains("..")) {
      throw Errors.unprocessable(ref + " is not a valid ref name.");
    }
    if (Refs.find(call, repo, ref).isPresent()) {
      throw Errors.unprocessable("Reference already exists");
    }
    mustExist(call, sha);
    Refs.push(call, repo, ref, sha);
    ObjectNode row = Refs.find(call, repo, ref).orElseThrow();
    return Reply.json(201, refView(call, repo, row));
  }

  private static void mustExist(Call call, String sha) {
    if (Objects.commit(call, Refs.peeled(call, sha)).isEmpty()) {
      throw Errors.unprocessable("Object does not exist");
    }
  }

  private static Reply updateRef(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String ref = "refs/" + call.path("ref");
    String sha = supplied(call, "sha");
    ObjectNode row =
        Refs.find(call, repo, ref)
            .orElseThrow(() -> Errors.unprocessable("Reference does not exist"));
    mustExist(call, sha);
    boolean forward = History.shas(call, sha).contains(Refs.peeled(call, row.path("sha").asText()));
    if (!forward && !call.input().path("force").asBoolean()) {
      throw Errors.unprocessable("Update is not a fast forward");
    }
    Refs.push(call, repo, ref, sha);
    return Reply.json(200, refView(call, repo, Refs.find(call, repo, ref).orElseThrow()));
  }

  private static Reply deleteRef(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String ref = "refs/" + call.path("ref");
    if (Refs.find(call, repo, ref).isEmpty()) {
      throw Errors.unprocessable("Reference does not exist");
    }
    Refs.delete(call, repo, ref);
    return Reply.empty(204);
  }
}
