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
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Releases and their files: https://docs.github.com/rest/releases/releases. */
final class Releases {

  private static final String RESOURCE = "release";

  private Releases() {}

  static void setUp(Setup setup) {
    setup.operation(
        "release.list",
        call -> {
          ObjectNode repo = Repos.readable(call);
          Selection all = IssueLists.newestFirst(Selection.of("~repo", Repos.id(repo)));
          Selection seen =
              Repos.may(call, repo, Access.PUSH)
                  ? all
                  : all.where(row -> !row.path("draft").asBoolean());
          return Paged.of(call, RESOURCE, seen, row -> view(call, repo, row));
        });
    setup.operation("release.create", Releases::create);
    setup.operation(
        "release.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, view(call, repo, found(call, repo)));
        });
    setup.operation(
        "release.latest", call -> one(call, row -> !row.path("prerelease").asBoolean()));
    setup.operation(
        "release.by_tag",
        call -> one(call, row -> row.path("tag_name").asText().equals(call.path("tag"))));
    setup.operation("release.update", Releases::update);
    setup.operation("release.delete", Releases::delete);
    setup.operation("asset.upload", Releases::upload);
    setup.operation(
        "asset.list",
        call -> {
          ObjectNode repo = Repos.readable(call);
          String release = found(call, repo).path("id").asText();
          return Paged.of(
              call, "asset", Selection.of("~release", release), row -> asset(call, repo, row));
        });
    setup.operation("asset.retrieve", Releases::retrieveAsset);
    setup.operation("asset.update", Releases::updateAsset);
    setup.operation(
        "asset.delete",
        call -> {
          ObjectNode repo = Repos.pushable(call);
          call.remove(
              "asset", Repos.get(call, repo, "asset", call.path("asset_id")).path("~key").asText());
          return Reply.empty(204);
        });
  }

  private static ObjectNode found(Call call, ObjectNode repo) {
    ObjectNode row = Repos.get(call, repo, RESOURCE, call.path("release_id"));
    if (row.path("draft").asBoolean() && !Repos.may(call, repo, Access.PUSH)) {
      throw Errors.notFound();
    }
    return row;
  }

  private static Reply one(Call call, Predicate<ObjectNode> wanted) {
    ObjectNode repo = Repos.readable(call);
    for (ObjectNode row : Repos.rows(call, repo, RESOURCE).reversed()) {
      if (!row.path("draft").asBoolean() && wanted.test(row)) {
        return Reply.json(200, view(call, repo, row));
      }
    }
    throw Errors.notFound();
  }

  private static ObjectNode view(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    String tag = row.path("tag_name").asText();
    String url = Repos.url(scene, repo) + "/releases/" + id;
    ObjectNode view = row.objectNode().put("url", url).put("assets_url", url + "/assets");
    view.put(
        "upload_url",
        "%s/uploads/repos/%s/releases/%d/assets{?name,label}"
            .formatted(scene.url(), Repos.fullName(repo), id));
    view.put("html_url", Repos.page(scene, repo) + "/releases/tag/" + tag).put("id", id);
    view.set("author", Accounts.simple(scene, row.path("author").asText()));
    view.put("node_id", Links.node("Release", id));
    for (String field :
        List.of(
            "tag_name",
            "target_commitish",
            "name",
            "draft",
            "prerelease",
            "created_at",
            "published_at",
            "body")) {
      view.set(field, row.path(field).isMissingNode() ? NullNode.getInstance() : row.get(field));
    }
    ArrayNode assets = view.putArray("assets");
    for (ObjectNode asset :
        scene.list("asset", Selection.of("~release", String.valueOf(id))).rows()) {
      assets.add(asset(scene, repo, asset));
    }
    view.put("tarball_url", Repos.url(scene, repo) + "/tarball/" + tag);
    return view.put("zipball_url", Repos.url(scene, repo) + "/zipball/" + tag);
  }

  private static void fill(Call call, ObjectNode row) {
    for (String field :
        List.of("tag_name", "target_commitish", "name", "body", "draft", "prerelease")) {
      if (call.input().has(field) && !call.input().path(field).isNull()) {
        row.set(field, call.input().get(field));
      }
    }
  }

  private static void mustBeNew(Call call, ObjectNode repo, ObjectNode row) {
    for (ObjectNode other : Repos.rows(call, repo, RESOURCE)) {
      if (other.path("tag_name").equals(row.path("tag_name"))
          && !other.path("id").equals(row.path("id"))
          && !other.path("draft").asBoolean()) {
        throw Errors.invalid("Release", "tag_name", "already_exists");
      }
    }
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.pushable(call);
    if (call.text("tag_name").isEmpty()) {
      throw Errors.invalid("Release", "tag_name", "missing_field");
    }
    ObjectNode row = call.object().put("id", Links.next(call, RESOURCE));
    row.put("target_commitish", repo.path("default_branch").asText());
    row.put("draft", false).put("prerelease", false).put("author", Caller.login(call));
    fill(call, row);
    mustBeNew(call, repo, row);
    row.put("created_at", Links.now(call)).putNull("published_at");
    ObjectNode made = Repos.add(call, repo, RESOURCE, row.path("id").asText(), row);
    tell(call, repo, made, "created");
    if (!row.path("draft").asBoolean()) {
      made = publish(call, repo, made);
    }
    return Reply.json(201, view(call, repo, made))
        .withHeader("location", Repos.url(call, repo) + "/releases/" + row.path("id").asText());
  }

  /** A published release has a tag; it is made where there is none. */
  private static ObjectNode publish(Call call, ObjectNode repo, ObjectNode row) {
    String tag = Refs.TAGS + row.path("tag_name").asText();
    if (Refs.find(call, repo, tag).isEmpty()) {
      String target = row.path("target_commitish").asText();
      String sha =
          Refs.resolve(call, repo, target)
              .orElseThrow(() ->
                  Refs.beginning(call, repo, Refs.HEADS).isEmpty()
                      ? Errors.custom("Release", "", "Repository is empty.")
                      : Errors.invalid("Release", "target_commitish", "invalid"));
      Refs.push(call, repo, tag, sha);
    }
    ObjectNode changed =
        call.change(
            RESOURCE, row.path("~key").asText(), r -> r.put("published_at", Links.now(call)));
    tell(call, repo, changed, "published");
    tell(call, repo, changed, row.path("prerelease").asBoolean() ? "prereleased" : "released");
    return changed;
  }

  private static void tell(Call call, ObjectNode repo, ObjectNode row, String action) {
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
    ObjectNode before = found(call, repo);
    ObjectNode changed =
        call.change(
            RESOURCE,
            before.path("~key").asText(),
            row -> {
              fill(call, row);
              mustBeNew(call, repo, row);
            });
    if (before.path("draft").asBoolean() && !changed.path("draft").asBoolean()) {
      changed = publish(call, repo, changed);
    } else {
      tell(call, repo, changed, "edited");
    }
    return Reply.json(200, view(call, repo, changed));
  }

  private static Reply delete(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode row = found(call, repo);
    for (ObjectNode asset :
        call.list("asset", Selection.of("~release", row.path("id").asText())).rows()) {
      call.remove("asset", asset.path("~key").asText());
    }
    call.remove(RESOURCE, row.path("~key").asText());
    tell(call, repo, row, "deleted");
    return Reply.empty(204);
  }

  private static ObjectNode asset(Scene scene, ObjectNode repo, ObjectNode row) {
    long id = row.path("id").asLong();
    String url = Repos.url(scene, repo) + "/releases/assets/" + id;
    ObjectNode view = row.objectNode().put("url", url).put("id", id);
    view.put("node_id", Links.node("ReleaseAsset", id));
    for (String field : List.of("name", "label", "content_type", "size", "digest")) {
      view.set(field, row.path(field).isMissingNode() ? NullNode.getInstance() : row.get(field));
    }
    view.set("uploader", Accounts.simple(scene, row.path("uploader").asText()));
    view.put("state", "uploaded").put("download_count", row.path("downloads").asInt());
    view.set("created_at", row.get("created_at"));
    view.set("updated_at", row.get("created_at"));
    return view.put("browser_download_url", url);
  }

  private static Reply upload(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode release = found(call, repo);
    byte[] content = call.request().body();
    String name = call.request().queryValue("name").orElse("");
    if (name.isEmpty()) {
      throw Errors.invalid("ReleaseAsset", "name", "missing_field");
    }
    if (content.length == 0) {
      throw Refusal.of("bad_request").with("message", "Bad Content-Length: ");
    }
    String of = release.path("id").asText();
    for (ObjectNode other : call.list("asset", Selection.of("~release", of)).rows()) {
      if (other.path("name").asText().equals(name)) {
        throw Errors.invalid("ReleaseAsset", "name", "already_exists");
      }
    }
    long id = Links.next(call, "asset");
    ObjectNode row = call.object().put("id", id).put("name", name);
    call.request().queryValue("label").ifPresent(label -> row.put("label", label));
    row.put(
        "content_type", call.request().header("content-type").orElse("application/octet-stream"));
    row.put("size", content.length).put("uploader", Caller.login(call));
    row.put("created_at", Links.now(call)).put("downloads", 0);
    row.put("digest", "sha256:" + Answers.sha256(content));
    row.put("~content", Base64.getEncoder().encodeToString(content)).put("~release", of);
    ObjectNode made = Repos.add(call, repo, "asset", id, row);
    return Reply.json(201, asset(call, repo, made));
  }

  /** The file itself for who asks for bytes or for anything, as browsers do. */
  private static Reply retrieveAsset(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode row = Repos.get(call, repo, "asset", call.path("asset_id"));
    Optional<String> accept = call.request().header("accept");
    if (accept.map(type -> type.contains("octet-stream")).orElse(false)) {
      call.change(
          "asset",
          row.path("~key").asText(),
          r -> r.put("downloads", r.path("downloads").asInt() + 1));
      return new Reply.Content(
          200,
          Map.of(
              "content-type",
              row.path("content_type").asText(),
              "content-disposition",
              "attachment; filename=" + row.path("name").asText().replaceAll("[^\\w.-]", "_")),
          Base64.getDecoder().decode(row.path("~content").asText()));
    }
    return Reply.json(200, asset(call, repo, row));
  }

  private static Reply updateAsset(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode row = Repos.get(call, repo, "asset", call.path("asset_id"));
    ObjectNode changed =
        call.change(
            "asset",
            row.path("~key").asText(),
            copy -> {
              for (String field : List.of("name", "label")) {
                JsonNode said = call.input().path(field);
                if (said.isTextual()) {
                  copy.set(field, said);
                }
              }
            });
    return Reply.json(200, asset(call, repo, changed));
  }
}
