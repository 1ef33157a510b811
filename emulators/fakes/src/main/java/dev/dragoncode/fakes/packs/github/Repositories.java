package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes, lists, changes and removes repositories: https://docs.github.com/rest/repos/repos. */
final class Repositories {

  private static final int LONGEST_NAME = 100;

  /** What a request may set as it comes. */
  private static final List<String> PLAIN =
      List.of(
          "description",
          "homepage",
          "has_issues",
          "has_projects",
          "has_wiki",
          "has_downloads",
          "has_discussions",
          "is_template",
          "allow_squash_merge",
          "allow_merge_commit",
          "allow_rebase_merge",
          "allow_auto_merge",
          "delete_branch_on_merge",
          "allow_update_branch",
          "allow_forking",
          "web_commit_signoff_required",
          "archived");

  /** What goes with a repository. */
  private static final List<String> BELONGING =
      List.of(
          "issue",
          "comment",
          "label",
          "milestone",
          "pull",
          "review",
          "review_comment",
          "ref",
          "release",
          "asset",
          "hook",
          "status",
          "star",
          "collaborator",
          "issue_event");

  private Repositories() {}

  static void setUp(Setup setup) {
    setup.operation("repo.create", call -> create(call, Caller.userLogin(call)));
    setup.operation("repo.create_in_org", Repositories::createInOrg);
    setup.operation(
        "repo.retrieve", call -> Reply.json(200, RepoView.full(call, Repos.readable(call))));
    setup.operation("repo.by_id", Repositories::byId);
    setup.operation("repo.update", Repositories::update);
    setup.operation("repo.delete", Repositories::delete);
    setup.operation("repo.mine", Repositories::mine);
    setup.operation("repo.of_user", Repositories::ofUser);
    setup.operation("repo.of_org", Repositories::ofOrg);
    setup.operation("repo.public", Repositories::allPublic);
    setup.operation("repo.topics", call -> topics(Repos.readable(call)));
    setup.operation("repo.set_topics", Repositories::setTopics);
    setup.operation("repo.fork", Repositories::fork);
    setup.operation("repo.forks", Repositories::forks);
  }

  private static Reply createInOrg(Call call) {
    String org = Accounts.account(call, call.path("org")).path("login").asText();
    Caller caller = Caller.of(call);
    boolean member =
        caller.installation().map(i -> i.path("account").asText().equals(org)).orElse(false)
            || !Accounts.role(call, org, Caller.login(call)).isEmpty();
    if (!member) {
      throw Errors.forbidden(
          "You need admin access to the organization before adding a repository to it.");
    }
    return create(call, org);
  }

  private static Reply create(Call call, String owner) {
    String name = name(call);
    if (Repos.named(call, owner, name).isPresent()) {
      throw failed("custom", "name already exists on this account");
    }
    ObjectNode values = call.object().put("name", name).put("owner", owner);
    plain(call, values);
    boolean hidden =
        call.input().path("private").asBoolean()
            || call.text("visibility").orElse("public").equals("private");
    values.put("private", hidden).put("visibility", hidden ? "private" : "public");
    ObjectNode repo = insert(call, values);
    Labels.addUsual(call, repo);
    if (call.input().path("auto_init").asBoolean()) {
      String about = call.text("description").map(text -> "\n" + text).orElse("");
      Contents.first(call, repo, Caller.login(call), "# " + name + about);
    }
    RepoEvents.tell(call, repo, "repository", "created", Caller.login(call), body -> {});
    return Reply.json(201, RepoView.full(call, call.get("repository", Repos.id(repo))));
  }

  private static ObjectNode insert(Scene scene, ObjectNode values) {
    String owner = values.path("owner").asText().toLowerCase(Locale.ROOT);
    long id = values.has("id") ? values.path("id").asLong() : Links.next(scene, "repository");
    values.put("id", id).put("~owner", owner);
    values.put("~name", owner + "/" + values.path("name").asText().toLowerCase(Locale.ROOT));
    return scene.create("repository", String.valueOf(id), values);
  }

  private static void plain(Call call, ObjectNode values) {
    PLAIN.stream()
        .filter(call.input()::has)
        .forEach(field -> values.set(field, call.input().get(field)));
  }

  private static String name(Call call) {
    String name = call.text("name").orElseThrow(() -> failed("missing_field", ""));
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "-");
    if (safe.length() > LONGEST_NAME) {
      throw failed("custom", "name is too long (maximum is 100 characters)");
    }
    if (safe.matches("\\.{1,2}")) {
      throw failed("custom", "name is reserved");
    }
    return safe;
  }

  private static Refusal failed(String code, String message) {
    ObjectNode error = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    error.put("resource", "Repository").put("code", code).put("field", "name");
    if (!message.isEmpty()) {
      error.put("message", message);
    }
    return Refusal.of("creation_failed").with("errors", error.arrayNode().add(error));
  }

  private static Reply byId(Call call) {
    ObjectNode repo =
        call.find("repository", call.path("repository_id")).orElseThrow(Errors::notFound);
    if (Repos.access(call, repo) == Access.NONE) {
      throw Errors.notFound();
    }
    return Reply.json(200, RepoView.full(call, repo));
  }

  private static Reply update(Call call) {
    ObjectNode repo = Repos.administered(call);
    boolean renamed =
        call.input().has("name")
            && !call.input().path("name").asText().equals(repo.path("name").asText());
    String name = renamed ? name(call) : repo.path("name").asText();
    ObjectNode there = Repos.named(call, Repos.owner(repo), name).orElse(repo);
    if (!Repos.id(there).equals(Repos.id(repo))) {
      throw Errors.custom("Repository", "name", "name already exists on this account");
    }
    Optional<String> branch = call.text("default_branch");
    if (branch.isPresent() && Refs.branch(call, repo, branch.get()).isEmpty()) {
      throw Errors.invalid("Repository", "default_branch", "invalid", branch.get());
    }
    String before = repo.path("~name").asText();
    ObjectNode changed =
        Repos.change(
            call,
            repo,
            row -> {
              plain(call, row);
              row.put("name", name);
              row.put("~name", row.path("~owner").asText() + "/" + name.toLowerCase(Locale.ROOT));
              branch.ifPresent(b -> row.put("default_branch", b));
              visibility(call, row);
              row.put("updated_at", Links.now(call));
            });
    if (renamed) {
      call.remove("moved", before);
      call.create("moved", before, call.object().put("to", Repos.id(repo)));
      call.remove("moved", changed.path("~name").asText());
    }
    String action = renamed ? "renamed" : "edited";
    RepoEvents.tell(call, changed, "repository", action, Caller.login(call), body -> {});
    return Reply.json(200, RepoView.full(call, changed));
  }

  private static void visibility(Call call, ObjectNode row) {
    boolean hidden = row.path("private").asBoolean();
    if (call.input().has("visibility")) {
      hidden = call.text("visibility").orElse("public").equals("private");
    } else if (call.input().path("private").isBoolean()) {
      hidden = call.input().path("private").asBoolean();
    }
    row.put("private", hidden).put("visibility", hidden ? "private" : "public");
  }

  private static Reply delete(Call call) {
    ObjectNode repo = Repos.administered(call);
    RepoEvents.tell(call, repo, "repository", "deleted", Caller.login(call), body -> {});
    for (String resource : BELONGING) {
      for (ObjectNode row : Repos.rows(call, repo, resource)) {
        call.remove(resource, row.path("~key").asText());
      }
    }
    call.remove("repository", Repos.id(repo));
    return Reply.empty(204);
  }

  private static Reply mine(Call call) {
    String login = Caller.userLogin(call);
    List<ObjectNode> rows = new ArrayList<>();
    for (ObjectNode repo : call.list("repository", Selection.all()).rows()) {
      boolean own = Repos.owner(repo).equalsIgnoreCase(login);
      boolean given =
          call.find("collaborator", Repos.key(repo, login.toLowerCase(Locale.ROOT))).isPresent();
      boolean member = !Accounts.role(call, Repos.owner(repo), login).isEmpty();
      String type = call.text("type").orElse("all");
      List<String> ways =
          List.of(
              call.text("affiliation")
                  .orElse("owner,collaborator,organization_member")
                  .split(",", -1));
      boolean wanted =
          switch (type) {
            case "owner" -> own;
            case "member" -> given || member;
            default ->
                (own && ways.contains("owner"))
                    || (given && ways.contains("collaborator"))
                    || (member && ways.contains("organization_member"));
          };
      if (wanted && visible(call, repo)) {
        rows.add(repo);
      }
    }
    return sorted(call, rows, "full_name");
  }

  private static boolean visible(Call call, ObjectNode repo) {
    String wanted =
        call.text("visibility")
            .orElse(call.text("type").filter(t -> t.matches("public|private")).orElse("all"));
    return wanted.equals("all") || wanted.equals(repo.path("visibility").asText());
  }

  private static Reply ofUser(Call call) {
    ObjectNode account = Accounts.account(call, call.path("username"));
    return ofOwner(call, account, repo -> true, "full_name");
  }

  private static Reply ofOrg(Call call) {
    ObjectNode account = Accounts.account(call, call.path("org"));
    String type = call.text("type").orElse("all");
    Predicate<ObjectNode> wanted =
        repo ->
            switch (type) {
              case "public", "private" -> repo.path("visibility").asText().equals(type);
              case "forks" -> repo.path("fork").asBoolean();
              case "sources" -> !repo.path("fork").asBoolean();
              default -> true;
            };
    return ofOwner(call, account, wanted, "created");
  }

  private static Reply ofOwner(
      Call call, ObjectNode account, Predicate<ObjectNode> wanted, String usual) {
    String owner = account.path("login").asText().toLowerCase(Locale.ROOT);
    List<ObjectNode> rows =
        call.list("repository", Selection.of("~owner", owner)).rows().stream()
            .filter(repo -> Repos.access(call, repo) != Access.NONE)
            .filter(wanted)
            .toList();
    return sorted(call, rows, usual);
  }

  private static Reply sorted(Call call, List<ObjectNode> rows, String usual) {
    String by = call.text("sort").orElse(usual);
    Comparator<ObjectNode> order =
        switch (by) {
          case "created" -> Comparator.comparingLong(row -> row.path("id").asLong());
          case "updated", "pushed" -> Comparator.comparing(row -> row.path(by + "_at").asText(""));
          default -> Comparator.comparing(row -> row.path("~name").asText());
        };
    String direction = call.text("direction").orElse(by.equals("full_name") ? "asc" : "desc");
    List<ObjectNode> ordered =
        rows.stream().sorted(direction.equals("asc") ? order : order.reversed()).toList();
    return Paged.of(call, ordered, repo -> RepoView.of(call, repo));
  }

  private static Reply allPublic(Call call) {
    long since = call.input().path("since").asLong();
    List<ObjectNode> rows =
        call.list("repository", Selection.all()).rows().stream()
            .filter(repo -> !repo.path("private").asBoolean() && repo.path("id").asLong() > since)
            .toList();
    return Paged.of(call, rows, repo -> RepoView.of(call, repo));
  }

  private static Reply topics(ObjectNode repo) {
    ObjectNode body = repo.objectNode();
    body.set("names", repo.path("topics"));
    return Reply.json(200, body);
  }

  private static Reply setTopics(Call call) {
    ObjectNode repo = Repos.administered(call);
    ArrayNode topics = call.object().arrayNode();
    for (JsonNode name : call.input().path("names")) {
      String topic = name.asText().toLowerCase(Locale.ROOT);
      if (!topic.matches("[a-z0-9][a-z0-9-]{0,49}")) {
        throw Errors.custom(
            "Repository",
            "topics",
            "Topics must start with a lowercase letter or number, consist of 50 characters or less,"
                + " and can include hyphens");
      }
      topics.add(topic);
    }
    return topics(Repos.change(call, repo, row -> row.set("topics", topics)));
  }

  private static Reply fork(Call call) {
    ObjectNode parent = Repos.readable(call);
    String owner = call.text("organization").orElse(Caller.userLogin(call));
    String name = call.text("name").orElse(parent.path("name").asText());
    for (ObjectNode fork :
        call.list("repository", Selection.of("~parent", Repos.id(parent))).rows()) {
      if (Repos.owner(fork).equalsIgnoreCase(owner)) {
        return Reply.json(202, RepoView.full(call, fork));
      }
    }
    if (Repos.named(call, owner, name).isPresent()) {
      throw Errors.custom("Repository", "name", "name already exists on this account");
    }
    ObjectNode values = call.object().put("name", name);
    values.put("owner", Accounts.account(call, owner).path("login").asText());
    for (String field :
        List.of(
            "description", "private", "visibility", "default_branch", "language", "pushed_at")) {
      values.set(field, parent.path(field));
    }
    values.put("fork", true).put("~parent", Repos.id(parent));
    ObjectNode fork = insert(call, values);
    for (ObjectNode ref : Repos.rows(call, parent, "ref")) {
      Refs.set(call, fork, ref.path("ref").asText(), ref.path("sha").asText());
    }
    RepoEvents.tell(
        call,
        parent,
        "fork",
        "",
        Caller.login(call),
        body -> body.set("forkee", RepoView.plain(call, fork)));
    return Reply.json(202, RepoView.full(call, fork));
  }

  private static Reply forks(Call call) {
    ObjectNode parent = Repos.readable(call);
    List<ObjectNode> rows =
        call.list("repository", Selection.of("~parent", Repos.id(parent))).rows().stream()
            .filter(repo -> Repos.access(call, repo) != Access.NONE)
            .toList();
    return sorted(call, rows, "created");
  }
}
