package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;

/** Branches and tags as lists: https://docs.github.com/rest/branches/branches. */
final class Branches {

  private Branches() {}

  static void setUp(Setup setup) {
    setup.operation("branch.list", Branches::list);
    setup.operation("branch.retrieve", Branches::retrieve);
    setup.operation("branch.rename", Branches::rename);
    setup.operation("branch.merge", Merges::branches);
    setup.operation("tag.list", Branches::tags);
  }

  private static String name(ObjectNode ref) {
    return ref.path("ref").asText().replaceFirst("^refs/(heads|tags)/", "");
  }

  static ObjectNode brief(Scene scene, ObjectNode repo, ObjectNode ref) {
    String sha = ref.path("sha").asText();
    ObjectNode view = ref.objectNode().put("name", name(ref));
    view.putObject("commit").put("sha", sha).put("url", Repos.url(scene, repo) + "/commits/" + sha);
    return view.put("protected", false);
  }

  private static Reply list(Call call) {
    ObjectNode repo = Repos.readable(call);
    if (call.input().path("protected").asBoolean()) {
      return Reply.json(200, call.object().arrayNode());
    }
    return Paged.of(call, Refs.beginning(call, repo, Refs.HEADS), ref -> brief(call, repo, ref));
  }

  private static Reply retrieve(Call call) {
    ObjectNode repo = Repos.readable(call);
    String wanted = call.path("branch");
    if (wanted.endsWith("/protection")) {
      throw Errors.notFound("Branch not protected");
    }
    ObjectNode ref =
        Refs.find(call, repo, Refs.HEADS + wanted)
            .orElseThrow(() -> Errors.notFound("Branch not found"));
    return Reply.json(200, full(call, repo, ref));
  }

  private static ObjectNode full(Call call, ObjectNode repo, ObjectNode ref) {
    String url = Repos.url(call, repo) + "/branches/" + name(ref);
    ObjectNode view = call.object().put("name", name(ref));
    view.set("commit", CommitView.of(call, repo, ref.path("sha").asText()));
    view.putObject("_links")
        .put("self", url)
        .put("html", Repos.page(call, repo) + "/tree/" + name(ref));
    view.put("protected", false);
    view.putObject("protection")
        .put("enabled", false)
        .putObject("required_status_checks")
        .put("enforcement_level", "off")
        .putArray("contexts");
    return view.put("protection_url", url + "/protection");
  }

  private static Reply rename(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String from = call.path("branch");
    String to =
        call.text("new_name")
            .orElseThrow(() -> Errors.invalid("Branch", "new_name", "missing_field"));
    String sha =
        Refs.branch(call, repo, from).orElseThrow(() -> Errors.notFound("Branch not found"));
    if (Refs.branch(call, repo, to).isPresent()) {
      throw Errors.unprocessable("New branch already exists");
    }
    Refs.set(call, repo, Refs.HEADS + to, sha);
    Pulls.renamed(call, repo, from, to);
    call.remove(Refs.RESOURCE, Repos.key(repo, Refs.HEADS + from));
    if (repo.path("default_branch").asText().equals(from)) {
      Repos.change(call, repo, row -> row.put("default_branch", to));
    }
    return Reply.json(201, full(call, repo, Refs.find(call, repo, Refs.HEADS + to).orElseThrow()));
  }

  private static Reply tags(Call call) {
    ObjectNode repo = Repos.readable(call);
    return Paged.of(
        call,
        Refs.beginning(call, repo, Refs.TAGS).reversed(),
        ref -> {
          String sha = Refs.peeled(call, ref.path("sha").asText());
          ObjectNode view = call.object().put("name", name(ref));
          String url = Repos.url(call, repo);
          view.put("zipball_url", url + "/zipball/" + ref.path("ref").asText());
          view.put("tarball_url", url + "/tarball/" + ref.path("ref").asText());
          view.putObject("commit").put("sha", sha).put("url", url + "/commits/" + sha);
          return view.put("node_id", Links.node("Ref", ref.path("~key").asText()));
        });
  }
}
