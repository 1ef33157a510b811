package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who works on a repository, and who likes it: collaborators and stars. */
final class People {

  private People() {}

  static void setUp(Setup setup) {
    setup.operation("collaborator.list", People::collaborators);
    setup.operation(
        "collaborator.is",
        call -> {
          ObjectNode repo = Repos.pushable(call);
          if (!isCollaborator(call, repo, call.path("username"))) {
            throw Errors.notFound();
          }
          return Reply.empty(204);
        });
    setup.operation("collaborator.add", People::add);
    setup.operation(
        "collaborator.remove",
        call -> {
          ObjectNode repo = Repos.administered(call);
          call.remove("collaborator", key(repo, call.path("username")));
          return Reply.empty(204);
        });
    setup.operation("collaborator.permission", People::permission);
    setup.operation("star.add", call -> star(call, true));
    setup.operation("star.remove", call -> star(call, false));
    setup.operation(
        "star.is",
        call -> {
          ObjectNode repo = Repos.readable(call);
          if (call.find("star", key(repo, Caller.userLogin(call))).isEmpty()) {
            throw Errors.notFound();
          }
          return Reply.empty(204);
        });
    setup.operation(
        "star.gazers",
        call -> {
          ObjectNode repo = Repos.readable(call);
          return Paged.of(
              call,
              "star",
              Selection.of("~repo", Repos.id(repo)),
              row -> Accounts.simple(call, row.path("user").asText()));
        });
    setup.operation("star.mine", call -> starred(call, Caller.userLogin(call)));
    setup.operation("star.of_user", call -> starred(call, call.path("username")));
    setup.operation("contributor.list", People::contributors);
  }

  private static String key(ObjectNode repo, String login) {
    return Repos.key(repo, login.toLowerCase(Locale.ROOT));
  }

  private static boolean isCollaborator(Call call, ObjectNode repo, String login) {
    return Repos.owner(repo).equalsIgnoreCase(login)
        || !Accounts.role(call, Repos.owner(repo), login).isEmpty()
        || call.find("collaborator", key(repo, login)).isPresent();
  }

  private static Reply collaborators(Call call) {
    ObjectNode repo = Repos.pushable(call);
    List<String> logins =
        call.list("account", Selection.of("type", "User")).rows().stream()
            .map(account -> account.path("login").asText())
            .filter(login -> isCollaborator(call, repo, login))
            .toList();
    return Paged.of(
        call,
        logins,
        login -> {
          Access access = Repos.access(call, repo, login);
          ObjectNode view = Accounts.simple(call, login).deepCopy();
          view.set("permissions", permissions(call, access));
          return view.put("role_name", role(access));
        });
  }

  private static ObjectNode permissions(Call call, Access access) {
    return call.object()
        .put("pull", access.allows(Access.READ))
        .put("triage", access.allows(Access.TRIAGE))
        .put("push", access.allows(Access.PUSH))
        .put("maintain", access.allows(Access.MAINTAIN))
        .put("admin", access.allows(Access.ADMIN));
  }

  private static String role(Access access) {
    return switch (access) {
      case PUSH -> "write";
      default -> access.name().toLowerCase(Locale.ROOT);
    };
  }

  /** GitHub invites; here who is invited has said yes at once. */
  private static Reply add(Call call) {
    ObjectNode repo = Repos.administered(call);
    String login = Accounts.account(call, call.path("username")).path("login").asText();
    String wanted = call.text("permission").orElse("push");
    if (Access.named(wanted).isEmpty()) {
      throw Errors.invalid("Collaborator", "permission", "invalid", wanted);
    }
    String key = key(repo, login);
    Optional<ObjectNode> before = call.find("collaborator", key);
    if (before.isPresent()) {
      call.change("collaborator", key, row -> row.put("permission", wanted));
    } else if (!Repos.owner(repo).equalsIgnoreCase(login)) {
      ObjectNode row = call.object().put("user", login).put("permission", wanted);
      Repos.add(call, repo, "collaborator", key, row);
      RepoEvents.tell(
          call,
          repo,
          "member",
          "added",
          Caller.login(call),
          body -> body.set("member", Accounts.simple(call, login)));
    }
    return Reply.empty(204);
  }

  private static Reply permission(Call call) {
    ObjectNode repo = Repos.readable(call);
    String login = Accounts.account(call, call.path("username")).path("login").asText();
    Access access = Repos.access(call, repo, login);
    String broad =
        switch (access) {
          case ADMIN -> "admin";
          case PUSH, MAINTAIN -> "write";
          case READ, TRIAGE -> "read";
          case NONE -> "none";
        };
    ObjectNode body = call.object().put("permission", broad).put("role_name", role(access));
    ObjectNode user = Accounts.simple(call, login).deepCopy();
    user.set("permissions", permissions(call, access));
    body.set("user", user);
    return Reply.json(200, body);
  }

  private static Reply star(Call call, boolean on) {
    ObjectNode repo = Repos.readable(call);
    String login = Caller.userLogin(call);
    String key = key(repo, login);
    boolean there = call.find("star", key).isPresent();
    if (on && !there) {
      Repos.add(call, repo, "star", key, call.object().put("user", login));
    } else if (!on) {
      call.remove("star", key);
    }
    if (on != there) {
      RepoEvents.tell(
          call,
          repo,
          "star",
          on ? "created" : "deleted",
          login,
          body -> body.put("starred_at", on ? Links.now(call) : null));
    }
    return Reply.empty(204);
  }

  private static Reply starred(Call call, String login) {
    List<ObjectNode> repos =
        call.list("star", Selection.of("user", login)).rows().reversed().stream()
            .flatMap(row -> call.find("repository", row.path("~repo").asText()).stream())
            .filter(repo -> Repos.access(call, repo) != Access.NONE)
            .toList();
    return Paged.of(call, repos, repo -> RepoView.of(call, repo));
  }

  private static Reply contributors(Call call) {
    ObjectNode repo = Repos.readable(call);
    Optional<String> head = Refs.branch(call, repo, repo.path("default_branch").asText());
    if (head.isEmpty()) {
      return Reply.empty(204);
    }
    ObjectNode counts = call.object();
    for (ObjectNode commit : History.of(call, head.get())) {
      Accounts.byEmail(call, commit.path("author").path("email").asText())
          .ifPresent(account -> {
            String login = account.path("login").asText();
            counts.put(login, counts.path(login).asInt() + 1);
          });
    }
    List<String> logins =
        counts
            .propertyStream()
            .sorted((a, b) -> b.getValue().asInt() - a.getValue().asInt())
            .map(one -> one.getKey())
            .toList();
    return Paged.of(
        call,
        logins,
        login -> {
          ObjectNode view = Accounts.simple(call, login).deepCopy();
          return view.put("contributions", counts.path(login).asInt());
        });
  }
}
