package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Optional;

/** Where the two ends of a pull request are. */
final class PullHeads {

  private PullHeads() {}

  /** The repository of an owner in the network of forks that another one belongs to. */
  static Optional<ObjectNode> repository(Scene scene, ObjectNode repo, String owner) {
    if (Repos.owner(repo).equalsIgnoreCase(owner)) {
      return Optional.of(repo);
    }
    String parent = repo.path("~parent").asText();
    Optional<ObjectNode> origin = scene.find("repository", parent);
    if (origin.isPresent() && Repos.owner(origin.get()).equalsIgnoreCase(owner)) {
      return origin;
    }
    List<ObjectNode> forks =
        scene.list("repository", Selection.of("~parent", Repos.id(repo))).rows();
    return forks.stream().filter(fork -> Repos.owner(fork).equalsIgnoreCase(owner)).findFirst();
  }

  /** The commit that a pull request comes from; what it came from stays known when it is gone. */
  static String head(ObjectNode pull) {
    return pull.path("head_sha").asText();
  }

  /** The commit that it goes to: the branch's own until it is merged or closed. */
  static String base(Scene scene, ObjectNode repo, ObjectNode pull) {
    String kept = pull.path("base_sha").asText();
    return pull.path("open").asBoolean()
        ? Refs.branch(scene, repo, pull.path("base_ref").asText()).orElse(kept)
        : kept;
  }

  static ObjectNode shown(
      Scene scene, String owner, String ref, String sha, Optional<ObjectNode> repo) {
    ObjectNode view = Links.object();
    view.put("label", owner + ":" + ref).put("ref", ref).put("sha", sha);
    view.set("user", Accounts.simple(scene, owner));
    if (repo.isPresent()) {
      view.set("repo", RepoView.plain(scene, repo.get()));
    } else {
      view.putNull("repo");
    }
    return view;
  }
}
