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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Labels of a repository and of its issues: https://docs.github.com/rest/issues/labels. */
final class Labels {

  private static final String RESOURCE = "label";

  private Labels() {}

  static void setUp(Setup setup) {
    setup.operation(
        "label.list",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Paged.of(
              call, RESOURCE, Selection.of("~repo", Repos.id(repo)), row -> view(call, repo, row));
        });
    setup.operation("label.create", Labels::create);
    setup.operation(
        "label.retrieve",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Reply.json(200, view(call, repo, named(call, repo)));
        });
    setup.operation("label.update", Labels::update);
    setup.operation("label.delete", Labels::delete);
    setup.operation("issue.labels", Labels::ofIssue);
    setup.operation("issue.labels.add", call -> setOnIssue(call, true));
    setup.operation("issue.labels.set", call -> setOnIssue(call, false));
    setup.operation("issue.labels.remove", Labels::removeFromIssue);
    setup.operation("issue.labels.clear", Labels::clearIssue);
  }

  /** The labels that every new repository has. */
  static void addUsual(Scene scene, ObjectNode repo) {
    for (JsonNode label : scene.value("labels")) {
      ObjectNode row = label.deepCopy();
      insert(scene, repo, row.put("default", true));
    }
  }

  private static ObjectNode insert(Scene scene, ObjectNode repo, ObjectNode values) {
    long id = Links.next(scene, RESOURCE);
    values.put("id", id).put("~name", nameKey(repo, values.path("name").asText()));
    return Repos.add(scene, repo, RESOURCE, id, values);
  }

  private static String nameKey(ObjectNode repo, String name) {
    return Repos.key(repo, name.toLowerCase(Locale.ROOT));
  }

  static Optional<ObjectNode> find(Scene scene, ObjectNode repo, String name) {
    return scene
        .list(RESOURCE, Selection.of("~name", nameKey(repo, name)).atMost(1))
        .rows()
        .stream()
        .findFirst();
  }

  private static ObjectNode named(Call call, ObjectNode repo) {
    return find(call, repo, call.path("name")).orElseThrow(Errors::notFound);
  }

  static ObjectNode view(Scene scene, ObjectNode repo, ObjectNode label) {
    long id = label.path("id").asLong();
    String name = label.path("name").asText();
    ObjectNode view = label.objectNode().put("id", id).put("node_id", Links.node("Label", id));
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    view.put("url", Repos.url(scene, repo) + "/labels/" + encoded).put("name", name);
    view.put("color", label.path("color").asText());
    view.put("default", label.path("default").asBoolean());
    view.set(
        "description",
        label.path("description").isTextual() ? label.get("description") : NullNode.getInstance());
    return view;
  }

  /** The labels with these ids, as an issue shows them. */
  static ArrayNode shown(Scene scene, ObjectNode repo, JsonNode ids) {
    ArrayNode labels = repo.arrayNode();
    for (JsonNode id : ids) {
      scene.find(RESOURCE, id.asText()).ifPresent(row -> labels.add(view(scene, repo, row)));
    }
    return labels;
  }

  private static void check(Call call, ObjectNode repo, String name, Optional<ObjectNode> self) {
    if (name.isEmpty() || name.length() > 50) {
      throw Errors.invalid("Label", "name", name.isEmpty() ? "missing_field" : "invalid");
    }
    Optional<ObjectNode> there = find(call, repo, name);
    if (there.isPresent() && !there.equals(self)) {
      throw Errors.invalid("Label", "name", "already_exists");
    }
  }

  private static Optional<String> color(Call call) {
    Optional<String> color = call.text("color");
    if (color.isPresent() && !color.get().matches("[0-9a-fA-F]{6}")) {
      throw Errors.invalid("Label", "color", "invalid");
    }
    return color;
  }

  private static Reply create(Call call) {
    ObjectNode repo = Repos.pushable(call);
    String name = call.text("name").orElse("");
    check(call, repo, name, Optional.empty());
    ObjectNode label = insert(call, repo, values(call, name, color(call)));
    tell(call, repo, "created", label);
    return Reply.json(201, view(call, repo, label));
  }

  private static ObjectNode values(Scene scene, String name, Optional<String> color) {
    ObjectNode values = Links.object().put("name", name);
    values.put("color", color.orElse("ededed")).put("default", false);
    if (scene instanceof Call call) {
      call.text("description").ifPresent(text -> values.put("description", text));
    }
    return values;
  }

  private static void tell(Call call, ObjectNode repo, String action, ObjectNode label) {
    RepoEvents.tell(
        call,
        repo,
        "label",
        action,
        Caller.login(call),
        body -> body.set("label", view(call, repo, label)));
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode label = named(call, repo);
    String name = call.text("new_name").orElse(label.path("name").asText());
    check(call, repo, name, Optional.of(label));
    Optional<String> color = color(call);
    ObjectNode changed =
        call.change(
            RESOURCE,
            label.path("id").asText(),
            row -> {
              row.put("name", name).put("~name", nameKey(repo, name));
              color.ifPresent(value -> row.put("color", value));
              if (call.input().has("description")) {
                row.set("description", call.input().get("description"));
              }
            });
    tell(call, repo, "edited", changed);
    return Reply.json(200, view(call, repo, changed));
  }

  private static Reply delete(Call call) {
    ObjectNode repo = Repos.pushable(call);
    ObjectNode label = named(call, repo);
    call.remove(RESOURCE, label.path("id").asText());
    tell(call, repo, "deleted", label);
    return Reply.empty(204);
  }

  private static Reply ofIssue(Call call) {
    ObjectNode repo = Repos.readable(call);
    ObjectNode issue = Issues.numbered(call, repo);
    List<JsonNode> labels = new ArrayList<>();
    shown(call, repo, issue.path("~labels")).forEach(labels::add);
    return Paged.of(call, labels, label -> label);
  }

  /** The names that a request lists, bare, under {@code labels}, or as objects. */
  static List<String> names(Call call) {
    JsonNode list = call.input().has("") ? call.input().get("") : call.input().path("labels");
    List<String> names = new ArrayList<>();
    for (JsonNode one : list.isTextual() ? call.object().arrayNode().add(list) : list) {
      names.add(one.isObject() ? one.path("name").asText() : one.asText());
    }
    return names;
  }

  /** The ids of labels; those that the repository lacks are made. */
  static ArrayNode ids(Scene scene, ObjectNode repo, Iterable<String> names) {
    Set<Long> ids = new LinkedHashSet<>();
    for (String name : names) {
      if (!name.isEmpty()) {
        ObjectNode label =
            find(scene, repo, name)
                .orElseGet(() -> {
                  ObjectNode values = repo.objectNode().put("name", name);
                  return insert(scene, repo, values.put("color", "ededed").put("default", false));
                });
        ids.add(label.path("id").asLong());
      }
    }
    ArrayNode array = repo.arrayNode();
    ids.forEach(array::add);
    return array;
  }

  private static ObjectNode triaged(Call call) {
    ObjectNode repo = Repos.readable(call);
    String _ = Caller.login(call);
    if (!Repos.may(call, repo, Access.TRIAGE)) {
      throw Errors.forbidden("Must have admin rights to Repository.");
    }
    return repo;
  }

  private static Reply setOnIssue(Call call, boolean adding) {
    ObjectNode repo = triaged(call);
    ObjectNode issue = Issues.numbered(call, repo);
    Set<Long> ids = new LinkedHashSet<>();
    if (adding) {
      issue.path("~labels").forEach(id -> ids.add(id.asLong()));
    }
    ids(call, repo, names(call)).forEach(id -> ids.add(id.asLong()));
    return put(call, repo, issue, ids);
  }

  private static Reply put(Call call, ObjectNode repo, ObjectNode issue, Set<Long> ids) {
    ArrayNode all = call.object().arrayNode();
    ids.forEach(all::add);
    ObjectNode changed = relabel(call, repo, issue, all);
    return Reply.json(200, shown(call, repo, changed.path("~labels")));
  }

  /** Gives an issue these labels and no others, and tells of each that came or went. */
  private static ObjectNode relabel(Call call, ObjectNode repo, ObjectNode issue, ArrayNode ids) {
    ObjectNode changed = Issues.change(call, issue, row -> row.set("~labels", ids));
    Issues.tellDifferences(call, repo, issue, changed);
    return changed;
  }

  private static Reply removeFromIssue(Call call) {
    ObjectNode repo = triaged(call);
    ObjectNode issue = Issues.numbered(call, repo);
    Set<Long> ids = new LinkedHashSet<>();
    issue.path("~labels").forEach(id -> ids.add(id.asLong()));
    long gone = find(call, repo, call.path("name")).map(l -> l.path("id").asLong()).orElse(-1L);
    if (!ids.remove(gone)) {
      throw Refusal.of("not_found").with("message", "Label does not exist");
    }
    return put(call, repo, issue, ids);
  }

  private static Reply clearIssue(Call call) {
    ObjectNode repo = triaged(call);
    relabel(call, repo, Issues.numbered(call, repo), call.object().arrayNode());
    return Reply.empty(204);
  }
}
