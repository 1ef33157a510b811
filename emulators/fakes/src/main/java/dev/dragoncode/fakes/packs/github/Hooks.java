package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where events go: https://docs.github.com/rest/repos/webhooks and .../orgs/webhooks. */
final class Hooks {

  static final String RESOURCE = "hook";

  /** No more may ask for one event. */
  private static final int MOST = 20;

  private Hooks() {}

  static void setUp(Setup setup) {
    for (String of : List.of("hook", "org_hook")) {
      setup.operation(
          of + ".list",
          call -> {
            Owner owner = owner(call);
            return Paged.of(call, RESOURCE, owner.selection(), row -> view(call, row));
          });
      setup.operation(of + ".create", Hooks::create);
      setup.operation(of + ".retrieve", call -> Reply.json(200, view(call, found(call))));
      setup.operation(of + ".update", Hooks::update);
      setup.operation(
          of + ".delete",
          call -> {
            call.remove(RESOURCE, found(call).path("id").asText());
            return Reply.empty(204);
          });
      setup.operation(
          of + ".ping",
          call -> {
            ping(call, found(call));
            return Reply.empty(204);
          });
    }
    setup.operation("hook.test", Hooks::test);
    setup.operation("hook.test_older", Hooks::test);
    setup.operation("hook.config", call -> Reply.json(200, config(found(call))));
    setup.operation("hook.config.update", Hooks::updateConfig);
  }

  /** A repository or an organization. */
  record Owner(Optional<ObjectNode> repo, String org) {
    Selection selection() {
      return repo.isPresent()
          ? Selection.of("~repo", Repos.id(repo.get()))
          : Selection.of("~org", org.toLowerCase(Locale.ROOT));
    }
  }

  private static Owner owner(Call call) {
    if (call.path().containsKey("repo")) {
      ObjectNode repo = Repos.readable(call);
      String _ = Caller.login(call);
      // GitHub hides the hooks from who may not set them
      if (!Repos.may(call, repo, Repos.Access.ADMIN)) {
        throw Errors.notFound();
      }
      return new Owner(Optional.of(repo), "");
    }
    String org = Accounts.account(call, call.path("org")).path("login").asText();
    if (!Accounts.role(call, org, Caller.login(call)).equals("admin")) {
      throw Errors.notFound();
    }
    return new Owner(Optional.empty(), org);
  }

  static ObjectNode found(Call call) {
    Owner owner = owner(call);
    ObjectNode row = call.find(RESOURCE, call.path("hook_id")).orElseThrow(Errors::notFound);
    boolean own =
        owner
            .repo()
            .map(repo -> row.path("~repo").asText().equals(Repos.id(repo)))
            .orElse(row.path("~org").asText().equalsIgnoreCase(owner.org()));
    if (!own) {
      throw Errors.notFound();
    }
    return row;
  }

  static String url(Scene scene, ObjectNode row) {
    String base =
        scene
            .find("repository", row.path("~repo").asText())
            .map(repo -> Repos.url(scene, repo))
            .orElse(scene.url() + "/orgs/" + row.path("~org").asText());
    return base + "/hooks/" + row.path("id").asText();
  }

  private static ObjectNode config(ObjectNode row) {
    ObjectNode config = row.path("config").deepCopy();
    if (config.has("secret")) {
      config.put("secret", "********");
    }
    return config;
  }

  static ObjectNode view(Scene scene, ObjectNode row) {
    ObjectNode view = Hidden.without(row).deepCopy();
    view.set("config", config(row));
    String url = url(scene, row);
    view.put("type", row.path("~repo").asText().isEmpty() ? "Organization" : "Repository");
    view.put("url", url).put("ping_url", url + "/pings").put("deliveries_url", url + "/deliveries");
    if (!row.path("~repo").asText().isEmpty()) {
      view.put("test_url", url + "/test");
    }
    return view;
  }

  private static ObjectNode config(JsonNode said, ObjectNode before) {
    ObjectNode config = before.deepCopy();
    said.properties().forEach(one -> config.set(one.getKey(), one.getValue()));
    String url = config.path("url").asText("");
    if (url.isEmpty()) {
      throw Errors.custom("Hook", "", "Config must contain URL for webhooks");
    }
    if (!url.matches("https?://[^\\s/]+.*")) {
      throw Errors.custom("Hook", "url", "url is not a valid URL");
    }
    String type = config.path("content_type").asText("form");
    config.put("content_type", type.equals("json") ? "json" : "form");
    config.put("insecure_ssl", config.path("insecure_ssl").asText("0"));
    if (config.path("secret").asText("").isEmpty()) {
      config.remove("secret");
    }
    return config;
  }

  private static ArrayNode events(Call call, Iterable<JsonNode> said) {
    Set<String> known = Issues.texts(call.value("hook_events"));
    Set<String> events = new LinkedHashSet<>();
    for (JsonNode one : said) {
      if (!known.contains(one.asText())) {
        throw Errors.custom("Hook", "events", "events \"" + one.asText() + "\" is not an event");
      }
      events.add(one.asText());
    }
    ArrayNode array = call.object().arrayNode();
    events.forEach(array::add);
    return array;
  }

  private static Reply create(Call call) {
    Owner owner = owner(call);
    String name = call.text("name").orElse("web");
    if (!name.equals("web")) {
      throw Errors.custom("Hook", "name", "name must be \"web\"");
    }
    ObjectNode row = call.object().put("id", Links.next(call, RESOURCE)).put("name", "web");
    row.put("active", call.input().path("active").asBoolean(true));
    JsonNode said = call.input().path("events");
    row.set("events", said.isEmpty() ? call.object().arrayNode().add("push") : events(call, said));
    row.set("config", config(call.input().path("config"), call.object()));
    mustBeNew(call, owner, row);
    String now = Links.now(call);
    row.put("updated_at", now).put("created_at", now);
    row.putObject("last_response").putNull("code").put("status", "unused").putNull("message");
    owner.repo().ifPresent(repo -> row.put("~repo", Repos.id(repo)));
    if (owner.repo().isEmpty()) {
      row.put("~org", owner.org().toLowerCase(Locale.ROOT));
    }
    row.put("~key", row.path("id").asText());
    ObjectNode made = call.create(RESOURCE, row.path("id").asText(), row);
    ping(call, made);
    return Reply.json(201, view(call, made)).withHeader("location", url(call, made));
  }

  private static void mustBeNew(Call call, Owner owner, ObjectNode row) {
    int same = 0;
    for (ObjectNode other : call.list(RESOURCE, owner.selection()).rows()) {
      boolean shares =
          Issues.texts(other.path("events")).stream()
              .anyMatch(Issues.texts(row.path("events"))::contains);
      if (shares && other.path("config").path("url").equals(row.path("config").path("url"))) {
        throw Errors.custom(
            "Hook",
            "",
            "Hook already exists on this "
                + (owner.repo().isPresent() ? "repository" : "organization"));
      }
      same += shares ? 1 : 0;
    }
    if (same >= MOST) {
      throw Errors.custom("Hook", "", "The \"push\" event cannot have more than 20 hooks");
    }
  }

  private static Reply update(Call call) {
    ObjectNode before = found(call);
    ObjectNode changed =
        call.change(
            RESOURCE,
            before.path("id").asText(),
            row -> {
              JsonNode input = call.input();
              if (input.path("config").isObject()) {
                row.set("config", config(input.path("config"), call.object()));
              }
              Set<String> events = Issues.texts(row.path("events"));
              if (input.path("events").isArray()) {
                events.clear();
                events.addAll(Issues.texts(events(call, input.path("events"))));
              }
              events.addAll(Issues.texts(events(call, input.path("add_events"))));
              events.removeAll(Issues.texts(input.path("remove_events")));
              ArrayNode all = row.putArray("events");
              events.forEach(all::add);
              if (input.path("active").isBoolean()) {
                row.set("active", input.get("active"));
              }
              row.put("updated_at", Links.now(call));
            });
    return Reply.json(200, view(call, changed));
  }

  private static Reply updateConfig(Call call) {
    ObjectNode before = found(call);
    ObjectNode said = call.input().deepCopy();
    ObjectNode changed =
        call.change(
            RESOURCE,
            before.path("id").asText(),
            row -> {
              row.set("config", config(said, (ObjectNode) before.get("config")));
              row.put("updated_at", Links.now(call));
            });
    return Reply.json(200, config(changed));
  }

  private static void ping(Call call, ObjectNode hook) {
    ObjectNode body = call.object().put("zen", Meta.zen(call));
    body.set("hook_id", hook.get("id"));
    body.set("hook", view(call, hook));
    around(call, hook, body);
    Deliveries.send(call, hook, "ping", "", body);
  }

  private static void around(Call call, ObjectNode hook, ObjectNode body) {
    String sender = Caller.login(call);
    Optional<ObjectNode> repo = call.find("repository", hook.path("~repo").asText());
    if (repo.isPresent()) {
      RepoEvents.around(call, repo.get(), body, sender);
    } else {
      ObjectNode org = Accounts.account(call, hook.path("~org").asText());
      body.set("organization", Accounts.orgSimple(call, org));
      body.set("sender", Accounts.simple(call, sender));
    }
  }

  /** The newest push once more, for hooks that ask for pushes. */
  private static Reply test(Call call) {
    ObjectNode hook = found(call);
    ObjectNode repo = Repos.readable(call);
    String branch = repo.path("default_branch").asText();
    Optional<String> head = Refs.branch(call, repo, branch);
    boolean listens =
        Issues.texts(hook.path("events")).stream().anyMatch(e -> e.matches("push|\\*"));
    if (listens && head.isPresent()) {
      String parent =
          Objects.commit(call, head.get())
              .map(commit -> commit.path("parents").path(0).asText(""))
              .orElse("");
      ObjectNode body = call.object();
      Pushes.fill(
          call,
          repo,
          body,
          Refs.HEADS + branch,
          parent.isEmpty() ? Objects.NOTHING : parent,
          head.get(),
          Caller.login(call));
      around(call, hook, body);
      Deliveries.send(call, hook, "push", "", body);
    }
    return Reply.empty(204);
  }
}
