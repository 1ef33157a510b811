package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds repositories, and says who may do what with them. */
final class Repos {

  /** What somebody may do with a repository, from little to much. */
  enum Access {
    NONE,
    READ,
    TRIAGE,
    PUSH,
    MAINTAIN,
    ADMIN;

    boolean allows(Access wanted) {
      return compareTo(wanted) >= 0;
    }

    /** As requests and answers name it; {@code pull} and {@code read} are one. */
    static Optional<Access> named(String name) {
      return switch (name) {
        case "pull", "read" -> Optional.of(READ);
        case "triage" -> Optional.of(TRIAGE);
        case "push", "write" -> Optional.of(PUSH);
        case "maintain" -> Optional.of(MAINTAIN);
        case "admin" -> Optional.of(ADMIN);
        default -> Optional.empty();
      };
    }
  }

  private Repos() {}

  static String id(ObjectNode repo) {
    return repo.path("id").asText();
  }

  static String owner(ObjectNode repo) {
    return repo.path("owner").asText();
  }

  static String fullName(ObjectNode repo) {
    return owner(repo) + "/" + repo.path("name").asText();
  }

  /** Where the API has it. */
  static String url(Scene scene, ObjectNode repo) {
    return scene.url() + "/repos/" + fullName(repo);
  }

  /** Where people look at it. */
  static String page(Scene scene, ObjectNode repo) {
    return scene.url() + "/" + fullName(repo);
  }

  /** Something of a repository's own, by its number or name. */
  static String key(ObjectNode repo, Object own) {
    return id(repo) + "/" + own;
  }

  static Optional<ObjectNode> named(Scene scene, String owner, String name) {
    String full = (owner + "/" + name).toLowerCase(Locale.ROOT);
    return scene.list("repository", Selection.of("~name", full).atMost(1)).rows().stream()
        .findFirst();
  }

  /** The repository that the path names, for who may read it. */
  static ObjectNode readable(Call call) {
    ObjectNode repo =
        named(call, call.path("owner"), call.path("repo")).orElseThrow(() -> elsewhere(call));
    if (access(call, repo) == Access.NONE) {
      throw Errors.notFound();
    }
    return repo;
  }

  /** A repository that was renamed answers with its new address. */
  private static Refusal elsewhere(Call call) {
    String old = (call.path("owner") + "/" + call.path("repo")).toLowerCase(Locale.ROOT);
    Optional<ObjectNode> repo =
        call.find("moved", old).flatMap(row -> call.find("repository", row.path("to").asText()));
    if (repo.isEmpty() || access(call, repo.get()) == Access.NONE) {
      return Errors.notFound();
    }
    String path = call.request().path();
    String rest = path.substring(path.indexOf("/repos/") + "/repos/".length() + old.length());
    boolean reading = call.request().method().matches("GET|HEAD");
    return Refusal.of(reading ? "moved" : "moved_keeping_method")
        .with("location", call.url() + "/repositories/" + id(repo.get()) + rest);
  }

  /** The repository that the path names, for who may push to it. */
  static ObjectNode pushable(Call call) {
    return allowed(call, Access.PUSH, "Must have push access to repository");
  }

  /** The repository that the path names, for who may set it up. */
  static ObjectNode administered(Call call) {
    return allowed(call, Access.ADMIN, "Must have admin rights to Repository.");
  }

  private static ObjectNode allowed(Call call, Access wanted, String otherwise) {
    ObjectNode repo = readable(call);
    String _ = Caller.login(call);
    if (!access(call, repo).allows(wanted)) {
      throw Errors.forbidden(otherwise);
    }
    boolean reading = call.request().method().matches("GET|HEAD");
    if (repo.path("archived").asBoolean()
        && !reading
        && !call.operation().id().startsWith("repo.")) {
      throw Errors.forbidden("Repository was archived so is read-only.");
    }
    return repo;
  }

  /** What the caller may do. */
  static Access access(Call call, ObjectNode repo) {
    Caller caller = Caller.of(call);
    return switch (caller.kind()) {
      case NOBODY, APP -> open(repo);
      case USER -> access(call, repo, caller.login());
      case INSTALLATION ->
          caller
              .installation()
              .filter(installation -> Installations.covers(call, installation, repo))
              .map(_ -> Access.ADMIN)
              .orElse(open(repo));
    };
  }

  private static Access open(ObjectNode repo) {
    return repo.path("private").asBoolean() ? Access.NONE : Access.READ;
  }

  /** What a user may do. */
  static Access access(Scene scene, ObjectNode repo, String login) {
    if (owner(repo).equalsIgnoreCase(login)) {
      return Access.ADMIN;
    }
    String role = Accounts.role(scene, owner(repo), login);
    if (role.equals("admin")) {
      return Access.ADMIN;
    }
    Access given =
        scene
            .find("collaborator", key(repo, login.toLowerCase(Locale.ROOT)))
            .flatMap(row -> Access.named(row.path("permission").asText()))
            .orElse(Access.NONE);
    Access least = role.isEmpty() ? open(repo) : Access.READ;
    return given.allows(least) ? given : least;
  }

  /** Whether the caller may do this with the repository. */
  static boolean may(Call call, ObjectNode repo, Access wanted) {
    return access(call, repo).allows(wanted);
  }

  /** Adds something that goes with a repository. */
  static ObjectNode add(Scene scene, ObjectNode repo, String resource, Object key, ObjectNode row) {
    row.put("~repo", id(repo)).put("~key", String.valueOf(key));
    return scene.create(resource, String.valueOf(key), row);
  }

  /** Something that goes with a repository, by its key; others have it not. */
  static ObjectNode get(Call call, ObjectNode repo, String resource, String key) {
    return call.find(resource, key)
        .filter(row -> row.path("~repo").asText().equals(id(repo)))
        .orElseThrow(Errors::notFound);
  }

  static ObjectNode change(Scene scene, ObjectNode repo, Consumer<ObjectNode> edit) {
    return scene.change("repository", id(repo), edit);
  }

  /** Rows of something that repositories have, in the order of their creation. */
  static List<ObjectNode> rows(Scene scene, ObjectNode repo, String resource) {
    return scene.list(resource, Selection.of("~repo", id(repo))).rows();
  }
}
