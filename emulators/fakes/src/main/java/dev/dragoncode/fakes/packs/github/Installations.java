package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The app, where it is installed, and the tokens that it gets there. */
final class Installations {

  private static final Duration TOKEN_LIVES = Duration.ofHours(1);

  private Installations() {}

  static void setUp(Setup setup) {
    setup.operation("app.retrieve", call -> Reply.json(200, app(call, AppKeys.issuer(call))));
    setup.operation(
        "app.installations",
        call -> Paged.of(call, "installation", Selection.all(), row -> view(call, row)));
    setup.operation("app.installation", call -> Reply.json(200, view(call, found(call))));
    setup.operation("app.installation_of_org", call -> ofAccount(call, call.path("org")));
    setup.operation("app.installation_of_user", call -> ofAccount(call, call.path("username")));
    setup.operation("app.installation_of_repo", Installations::ofRepository);
    setup.operation("app.token.create", Installations::token);
    setup.operation("installation.repositories", Installations::repositories);
    setup.operation("installation.token.revoke", Installations::revoke);
    setup.operation("apps.public", Installations::byName);
  }

  /** The installation that a token was made for; tokens of unknown origin are the first one's. */
  static Optional<ObjectNode> ofToken(Scene scene, String token) {
    Optional<ObjectNode> known = scene.find("token", token);
    if (known.isEmpty()) {
      return scene.list("installation", Selection.all().atMost(1)).rows().stream().findFirst();
    }
    return known
        .filter(row -> !row.path("revoked").asBoolean())
        .filter(row -> scene.now().isBefore(Instant.parse(row.path("expires_at").asText())))
        .flatMap(row -> scene.find("installation", row.path("installation").asText()));
  }

  /** Whether an installation may use a repository at all. */
  static boolean covers(Call call, ObjectNode installation, ObjectNode repo) {
    if (!installation.path("account").asText().equalsIgnoreCase(repo.path("owner").asText())) {
      return false;
    }
    JsonNode only =
        call.find("token", call.credential().secret())
            .<JsonNode>map(row -> row.path("repositories"))
            .orElse(call.object());
    return !only.isArray()
        || only.valueStream().anyMatch(id -> id.asLong() == repo.path("id").asLong());
  }

  private static ObjectNode app(Scene scene, String issuer) {
    ObjectNode app = scene.value("app").deepCopy();
    long id = issuer.matches("\\d{1,15}") ? Long.parseLong(issuer) : app.path("id").asLong();
    app.put("id", id).put("node_id", Links.node("Integration", id));
    if (!issuer.matches("\\d*")) {
      app.put("client_id", issuer);
    }
    app.set("owner", Accounts.simple(scene, app.path("owner").asText()));
    app.put("html_url", scene.url() + "/apps/" + app.path("slug").asText());
    app.put("installations_count", scene.list("installation", Selection.all()).rows().size());
    return app;
  }

  private static ObjectNode found(Call call) {
    return call.find("installation", call.path("installation_id")).orElseThrow(Errors::notFound);
  }

  private static Reply ofAccount(Call call, String login) {
    for (ObjectNode row : call.list("installation", Selection.all()).rows()) {
      if (row.path("account").asText().equalsIgnoreCase(login)) {
        return Reply.json(200, view(call, row));
      }
    }
    throw Errors.notFound();
  }

  private static Reply ofRepository(Call call) {
    ObjectNode repo =
        Repos.named(call, call.path("owner"), call.path("repo")).orElseThrow(Errors::notFound);
    return ofAccount(call, repo.path("owner").asText());
  }

  private static ObjectNode view(Call call, ObjectNode row) {
    long id = row.path("id").asLong();
    ObjectNode view = call.object().put("id", id);
    view.set("account", Accounts.simple(call, row.path("account").asText()));
    String url = call.url() + "/app/installations/" + id;
    view.put("access_tokens_url", url + "/access_tokens");
    view.put("repositories_url", call.url() + "/installation/repositories");
    view.put("html_url", call.url() + "/settings/installations/" + id);
    view.put("app_id", app(call, AppKeys.issuer(call)).path("id").asLong());
    view.put("app_slug", call.value("app").path("slug").asText());
    view.setAll((ObjectNode) row.deepCopy().without(List.of("id", "account")));
    view.set("permissions", call.value("app").path("permissions"));
    view.set("events", call.value("app").path("events"));
    return view.put("single_file_name", "").put("repository_selection", "all");
  }

  private static Reply token(Call call) {
    ObjectNode installation = found(call);
    ObjectNode values = call.object().put("installation", installation.path("id").asText());
    values.put("expires_at", Links.time(call.now().plus(TOKEN_LIVES))).put("revoked", false);
    ObjectNode body = call.object();
    String token = "ghs_" + call.random(Alphabets.BASE62, 36);
    body.put("token", token).put("expires_at", values.path("expires_at").asText());
    body.set("permissions", permissions(call));
    List<ObjectNode> chosen = chosen(call, installation);
    body.put("repository_selection", chosen.isEmpty() ? "all" : "selected");
    if (!chosen.isEmpty()) {
      var ids = values.putArray("repositories");
      var shown = body.putArray("repositories");
      for (ObjectNode repo : chosen) {
        ids.add(repo.path("id").asLong());
        shown.add(RepoView.of(call, repo));
      }
    }
    call.create("token", token, values);
    return Reply.json(201, body);
  }

  /** No more than the app has. */
  private static JsonNode permissions(Call call) {
    JsonNode all = call.value("app").path("permissions");
    JsonNode wanted = call.input().path("permissions");
    if (!wanted.isObject() || wanted.isEmpty()) {
      return all;
    }
    for (Map.Entry<String, JsonNode> one : wanted.properties()) {
      if (!all.has(one.getKey())) {
        throw Errors.unprocessable(
            "The permissions requested are not granted to this installation.");
      }
    }
    return wanted;
  }

  private static List<ObjectNode> chosen(Call call, ObjectNode installation) {
    List<ObjectNode> chosen = new ArrayList<>();
    String owner = installation.path("account").asText();
    for (JsonNode name : call.input().path("repositories")) {
      chosen.add(Repos.named(call, owner, name.asText()).orElseThrow(Installations::inaccessible));
    }
    for (JsonNode id : call.input().path("repository_ids")) {
      chosen.add(
          call.find("repository", id.asText())
              .filter(repo -> repo.path("owner").asText().equals(owner))
              .orElseThrow(Installations::inaccessible));
    }
    return chosen;
  }

  private static dev.dragoncode.fakes.pack.Refusal inaccessible() {
    return Errors.unprocessable(
        "There is at least one repository that does not exist or is not accessible to the parent"
            + " installation.");
  }

  private static Reply repositories(Call call) {
    ObjectNode installation =
        Caller.of(call)
            .installation()
            .orElseThrow(() ->
                Errors.forbidden(
                    "You must authenticate with an installation access token in order to list"
                        + " repositories for an installation."));
    String owner = installation.path("account").asText().toLowerCase(Locale.ROOT);
    List<ObjectNode> repos =
        call.list("repository", Selection.of("~owner", owner)).rows().stream()
            .filter(repo -> covers(call, installation, repo))
            .toList();
    ObjectNode body = call.object().put("repository_selection", "all");
    return Paged.counted(call, repos, "repositories", body, repo -> RepoView.of(call, repo));
  }

  private static Reply revoke(Call call) {
    if (Caller.of(call).installation().isEmpty()) {
      throw Errors.forbidden("Resource not accessible by personal access token");
    }
    String token = call.credential().secret();
    if (call.find("token", token).isPresent()) {
      call.change("token", token, row -> row.put("revoked", true));
    }
    return Reply.empty(204);
  }

  private static Reply byName(Call call) {
    if (!call.path("app_slug").equals(call.value("app").path("slug").asText())) {
      throw Errors.notFound();
    }
    return Reply.json(200, app(call, ""));
  }
}
