package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Users, organizations and their members: https://docs.github.com/rest/users/users. */
final class Accounts {

  private static final List<String> CHANGEABLE =
      List.of(
          "name", "email", "blog", "company", "location", "hireable", "bio", "twitter_username");

  private static final String NOREPLY = "@users.noreply.github.com";

  private Accounts() {}

  static void setUp(Setup setup) {
    setup.operation(
        "user.me", call -> Reply.json(200, me(call, account(call, Caller.userLogin(call)))));
    setup.operation("user.update", Accounts::update);
    setup.operation("user.emails", Accounts::emails);
    setup.operation("user.orgs", call -> orgs(call, Caller.userLogin(call)));
    setup.operation(
        "users.retrieve",
        call -> Reply.json(200, full(call, account(call, call.path("username")))));
    setup.operation("users.list", Accounts::all);
    setup.operation(
        "users.orgs",
        call -> orgs(call, account(call, call.path("username")).path("login").asText()));
    setup.operation("orgs.retrieve", call -> Reply.json(200, org(call, organization(call))));
    setup.operation("orgs.list", Accounts::allOrgs);
    setup.operation("orgs.members", Accounts::members);
    setup.operation("orgs.is_member", Accounts::isMember);
    setup.operation(
        "orgs.membership", call -> membership(call, organization(call), call.path("username")));
    setup.operation(
        "orgs.my_membership", call -> membership(call, organization(call), Caller.userLogin(call)));
  }

  /** The account of a login. */
  static ObjectNode account(Scene scene, String login) {
    return find(scene, login).orElseThrow(Errors::notFound);
  }

  static Optional<ObjectNode> find(Scene scene, String login) {
    return scene.find("account", login.toLowerCase(Locale.ROOT));
  }

  /** The mail address that an account's commits bear. */
  static String email(Scene scene, String login) {
    return find(scene, login)
        .map(account -> account.path("email").asText(""))
        .filter(email -> !email.isEmpty())
        .orElse(login + NOREPLY);
  }

  /** Whose commits bear a mail address. */
  static Optional<ObjectNode> byEmail(Scene scene, String email) {
    return email.endsWith(NOREPLY)
        ? find(scene, email.substring(0, email.length() - NOREPLY.length()))
        : scene.list("account", Selection.of("email", email).atMost(1)).rows().stream().findFirst();
  }

  /** An account as other objects show it. */
  static JsonNode simple(Scene scene, String login) {
    if (login.isEmpty()) {
      return NullNode.getInstance();
    }
    ObjectNode row =
        find(scene, login).or(() -> find(scene, "ghost")).orElseThrow(Errors::notFound);
    ObjectNode view = Links.object();
    basics(view, scene, row);
    return view.put("user_view_type", "public");
  }

  private static void basics(ObjectNode view, Scene scene, ObjectNode row) {
    long id = row.path("id").asLong();
    String login = row.path("login").asText();
    view.put("login", login).put("id", id);
    view.put("node_id", Links.node(row.path("type").asText(), id));
    view.put("avatar_url", scene.url() + "/avatars/u/" + id).put("gravatar_id", "");
    view.put("url", scene.url() + "/users/" + login);
    view.put("html_url", scene.url() + "/" + login);
    Links.put(view, scene, "user", scene.url() + "/users/" + login);
    view.put("type", row.path("type").asText());
    view.put("site_admin", row.path("site_admin").asBoolean());
  }

  private static ObjectNode full(Scene scene, ObjectNode row) {
    ObjectNode view = Links.object();
    basics(view, scene, row);
    for (String field : CHANGEABLE) {
      view.set(field, row.path(field).isMissingNode() ? NullNode.getInstance() : row.get(field));
    }
    String owner = row.path("login").asText().toLowerCase(Locale.ROOT);
    view.put("public_repos", repositories(scene, owner, false)).put("public_gists", 0);
    view.put("followers", 0).put("following", 0);
    view.put("created_at", row.path("created_at").asText());
    return view.put("updated_at", row.path("updated_at").asText());
  }

  private static long repositories(Scene scene, String owner, boolean hidden) {
    return scene.list("repository", Selection.of("~owner", owner)).rows().stream()
        .filter(repo -> repo.path("private").asBoolean() == hidden)
        .count();
  }

  /** What only oneself sees. */
  private static ObjectNode me(Scene scene, ObjectNode row) {
    ObjectNode view = full(scene, row);
    long hidden = repositories(scene, row.path("login").asText().toLowerCase(Locale.ROOT), true);
    view.put("private_gists", 0).put("total_private_repos", hidden);
    view.put("owned_private_repos", hidden).put("disk_usage", 0).put("collaborators", 0);
    view.put("two_factor_authentication", true);
    view.putObject("plan")
        .put("name", "pro")
        .put("space", 976_562_499)
        .put("collaborators", 0)
        .put("private_repos", 9_999);
    return view;
  }

  private static Reply update(Call call) {
    String login = Caller.userLogin(call);
    ObjectNode changed =
        call.change(
            "account",
            login.toLowerCase(Locale.ROOT),
            row -> {
              CHANGEABLE.stream()
                  .filter(call.input()::has)
                  .forEach(field -> row.set(field, call.input().get(field)));
              row.put("updated_at", Links.now(call));
            });
    return Reply.json(200, me(call, changed));
  }

  private static Reply emails(Call call) {
    String email = account(call, Caller.userLogin(call)).path("email").asText("");
    ObjectNode one = call.object().put("email", email).put("primary", true);
    one.put("verified", true).put("visibility", "public");
    return Reply.json(200, call.object().arrayNode().add(one));
  }

  private static Reply all(Call call) {
    long since = call.input().path("since").asLong();
    List<ObjectNode> rows =
        call.list("account", Selection.all()).rows().stream()
            .filter(row -> row.path("id").asLong() > since)
            .toList();
    return Paged.of(call, rows, row -> simple(call, row.path("login").asText()));
  }

  private static Reply allOrgs(Call call) {
    return Paged.of(
        call,
        call.list("account", Selection.of("type", "Organization")).rows(),
        row -> orgSimple(call, row));
  }

  private static ObjectNode organization(Call call) {
    return find(call, call.path("org"))
        .filter(row -> row.path("type").asText().equals("Organization"))
        .orElseThrow(Errors::notFound);
  }

  static ObjectNode orgSimple(Scene scene, ObjectNode row) {
    String login = row.path("login").asText();
    long id = row.path("id").asLong();
    ObjectNode view = Links.object().put("login", login).put("id", id);
    view.put("node_id", Links.node("Organization", id));
    view.put("url", scene.url() + "/orgs/" + login);
    Links.put(view, scene, "org", scene.url() + "/orgs/" + login);
    view.put("avatar_url", scene.url() + "/avatars/u/" + id);
    return view.put("description", row.path("bio").asText(""));
  }

  private static ObjectNode org(Scene scene, ObjectNode row) {
    ObjectNode view = orgSimple(scene, row);
    for (String field : List.of("name", "company", "blog", "location", "email")) {
      view.set(field, row.path(field).isMissingNode() ? NullNode.getInstance() : row.get(field));
    }
    String login = row.path("login").asText();
    String owner = login.toLowerCase(Locale.ROOT);
    view.put("is_verified", false).put("has_organization_projects", true);
    view.put("has_repository_projects", true).put("public_gists", 0);
    view.put("public_repos", repositories(scene, owner, false));
    view.put("total_private_repos", repositories(scene, owner, true));
    view.put("followers", 0).put("following", 0).put("html_url", scene.url() + "/" + login);
    view.put("created_at", row.path("created_at").asText());
    view.put("updated_at", row.path("updated_at").asText());
    return view.put("type", "Organization").put("default_repository_permission", "read");
  }

  /** {@code admin} or {@code member}; empty for who is none. */
  static String role(Scene scene, String org, String login) {
    return find(scene, org)
        .map(row -> row.path("~members").path(login.toLowerCase(Locale.ROOT)).asText(""))
        .orElse("");
  }

  private static Reply orgs(Call call, String login) {
    List<ObjectNode> rows =
        call.list("account", Selection.of("type", "Organization")).rows().stream()
            .filter(org -> !role(call, org.path("login").asText(), login).isEmpty())
            .toList();
    return Paged.of(call, rows, row -> orgSimple(call, row));
  }

  private static Reply members(Call call) {
    ObjectNode org = organization(call);
    String wanted = call.text("role").orElse("all");
    List<String> logins =
        org.path("~members").properties().stream()
            .filter(one -> wanted.equals("all") || one.getValue().asText().equals(wanted))
            .map(one -> one.getKey())
            .toList();
    return Paged.of(call, logins, login -> simple(call, login));
  }

  private static Reply isMember(Call call) {
    String role = role(call, organization(call).path("login").asText(), call.path("username"));
    if (role.isEmpty()) {
      throw Errors.notFound();
    }
    return Reply.empty(204);
  }

  private static Reply membership(Call call, ObjectNode org, String login) {
    String role = role(call, org.path("login").asText(), login);
    if (role.isEmpty()) {
      throw Errors.notFound();
    }
    ObjectNode body = call.object().put("state", "active").put("role", role);
    String url = call.url() + "/orgs/" + org.path("login").asText();
    body.put("url", url + "/memberships/" + login).put("organization_url", url);
    body.set("user", simple(call, login));
    body.set("organization", orgSimple(call, org));
    return Reply.json(200, body);
  }
}
