package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;

/** How GitHub shows a repository. */
final class RepoView {

  private RepoView() {}

  /** As it stands in lists and in other objects, with what the caller may do with it. */
  static ObjectNode of(Call call, ObjectNode repo) {
    ObjectNode view = plain(call, repo);
    Caller caller = Caller.of(call);
    if (caller.kind() == Caller.Kind.USER || caller.kind() == Caller.Kind.INSTALLATION) {
      Access access = Repos.access(call, repo);
      view.putObject("permissions")
          .put("admin", access.allows(Access.ADMIN))
          .put("maintain", access.allows(Access.MAINTAIN))
          .put("push", access.allows(Access.PUSH))
          .put("triage", access.allows(Access.TRIAGE))
          .put("pull", access.allows(Access.READ));
    }
    return view;
  }

  /** As its own address shows it. */
  static ObjectNode full(Call call, ObjectNode repo) {
    ObjectNode view = of(call, repo);
    String owner = Repos.owner(repo);
    Accounts.find(call, owner)
        .filter(row -> row.path("type").asText().equals("Organization"))
        .ifPresent(_ -> view.set("organization", Accounts.simple(call, owner)));
    String origin = repo.path("~parent").asText();
    if (!origin.isEmpty()) {
      call.find("repository", origin)
          .ifPresent(parent -> {
            view.set("parent", plain(call, parent));
            view.set("source", plain(call, parent));
          });
    }
    view.put("network_count", view.path("forks_count").asInt());
    return view.put("subscribers_count", 1);
  }

  /** As events show it. */
  static ObjectNode plain(Scene scene, ObjectNode repo) {
    long id = repo.path("id").asLong();
    String url = Repos.url(scene, repo);
    String page = Repos.page(scene, repo);
    ObjectNode view = Links.object();
    view.put("id", id).put("node_id", Links.node("Repository", id));
    view.put("name", repo.path("name").asText()).put("full_name", Repos.fullName(repo));
    view.put("private", repo.path("private").asBoolean());
    view.set("owner", Accounts.simple(scene, Repos.owner(repo)));
    view.put("html_url", page);
    view.set("description", repo.path("description"));
    view.put("fork", repo.path("fork").asBoolean()).put("url", url);
    Links.put(view, scene, "repository", url);
    String host = scene.url().replaceFirst("^https?://", "");
    view.put("git_url", "git://%s/%s.git".formatted(host, Repos.fullName(repo)));
    view.put("ssh_url", "git@%s:%s.git".formatted(host, Repos.fullName(repo)));
    view.put("clone_url", page + ".git").put("svn_url", page).putNull("mirror_url");
    ObjectNode own = Hidden.without(repo).deepCopy();
    own.remove(List.of("id", "name", "owner"));
    view.setAll(own);
    int open = count(scene, "issue", "~repo_state", Repos.key(repo, "open"));
    view.put("open_issues_count", open).put("open_issues", open);
    int forks = count(scene, "repository", "~parent", Repos.id(repo));
    view.put("forks_count", forks).put("forks", forks);
    int stars = count(scene, "star", "~repo", Repos.id(repo));
    view.put("stargazers_count", stars).put("watchers_count", stars).put("watchers", stars);
    if (view.path("license").isMissingNode()) {
      view.set("license", NullNode.getInstance());
    }
    return view;
  }

  static int count(Scene scene, String resource, String index, String value) {
    return scene.list(resource, Selection.of(index, value).atMost(0)).total().orElse(0);
  }
}
