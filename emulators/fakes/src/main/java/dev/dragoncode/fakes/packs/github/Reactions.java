package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;

/** Thumbs and hearts: https://docs.github.com/rest/reactions/reactions. */
final class Reactions {

  private static final String RESOURCE = "reaction";

  private static final List<String> CONTENTS =
      List.of("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes");

  private Reactions() {}

  static void setUp(Setup setup) {
    of(setup, "issue", "issue", "number");
    of(setup, "comment", "comment", "comment_id");
    of(setup, "review_comment", "review_comment", "comment_id");
  }

  private static void of(Setup setup, String operations, String resource, String key) {
    setup.operation(operations + ".reactions", call -> list(call, resource, key));
    setup.operation(operations + ".reactions.add", call -> add(call, resource, key));
    setup.operation(operations + ".reactions.remove", call -> remove(call, resource, key));
  }

  /** Adds how often there is which. */
  static void put(Scene scene, ObjectNode view, String url, String resource, long id) {
    ObjectNode sum = view.putObject("reactions").put("url", url + "/reactions");
    List<ObjectNode> rows = scene.list(RESOURCE, Selection.of("~of", resource + "/" + id)).rows();
    sum.put("total_count", rows.size());
    for (String content : CONTENTS) {
      long count = rows.stream().filter(r -> r.path("content").asText().equals(content)).count();
      sum.put(content, count);
    }
  }

  private static String of(Call call, String resource, String key) {
    ObjectNode repo = Repos.readable(call);
    String id = call.path(key);
    ObjectNode row =
        Repos.get(call, repo, resource, resource.equals("issue") ? Repos.key(repo, id) : id);
    return resource + "/" + row.path("id").asText();
  }

  private static ObjectNode view(Scene scene, ObjectNode row) {
    long id = row.path("id").asLong();
    ObjectNode view = row.objectNode().put("id", id).put("node_id", Links.node("Reaction", id));
    view.set("user", Accounts.simple(scene, row.path("user").asText()));
    view.set("content", row.get("content"));
    view.set("created_at", row.get("created_at"));
    return view;
  }

  private static Reply list(Call call, String resource, String key) {
    String of = of(call, resource, key);
    Selection selection = Selection.of("~of", of);
    Selection wanted =
        call.text("content")
            .map(content -> selection.where(row -> row.path("content").asText().equals(content)))
            .orElse(selection);
    return Paged.of(call, RESOURCE, wanted, row -> view(call, row));
  }

  private static Reply add(Call call, String resource, String key) {
    String of = of(call, resource, key);
    String login = Caller.login(call);
    String content = call.text("content").orElse("");
    if (!CONTENTS.contains(content)) {
      throw Errors.invalid("Reaction", "content", content.isEmpty() ? "missing_field" : "invalid");
    }
    for (ObjectNode row : call.list(RESOURCE, Selection.of("~of", of)).rows()) {
      if (row.path("user").asText().equals(login) && row.path("content").asText().equals(content)) {
        return Reply.json(200, view(call, row));
      }
    }
    long id = Links.next(call, RESOURCE);
    ObjectNode row = call.object().put("id", id).put("user", login).put("content", content);
    row.put("created_at", Links.now(call)).put("~of", of);
    return Reply.json(201, view(call, call.create(RESOURCE, String.valueOf(id), row)));
  }

  private static Reply remove(Call call, String resource, String key) {
    String of = of(call, resource, key);
    String id = call.path("reaction_id");
    ObjectNode row =
        call.find(RESOURCE, id)
            .filter(r -> r.path("~of").asText().equals(of))
            .orElseThrow(Errors::notFound);
    if (!row.path("user").asText().equals(Caller.login(call))) {
      throw Errors.forbidden("Must have admin rights to Repository.");
    }
    call.remove(RESOURCE, id);
    return Reply.empty(204);
  }
}
