package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Tells webhooks what happened in a repository:
 * https://docs.github.com/webhooks/webhook-events-and-payloads.
 */
final class RepoEvents {

  private RepoEvents() {}

  /**
   * Tells of something, where anybody listens.
   *
   * @param action what was done; empty where the event has none
   * @param sender who did it
   * @param more adds what the event is about
   */
  static void tell(
      Scene scene,
      ObjectNode repo,
      String event,
      String action,
      String sender,
      Consumer<ObjectNode> more) {
    List<ObjectNode> hooks = new ArrayList<>(Repos.rows(scene, repo, "hook"));
    String owner = Repos.owner(repo).toLowerCase(Locale.ROOT);
    hooks.addAll(scene.list("hook", Selection.of("~org", owner)).rows());
    hooks.removeIf(hook -> !listens(hook, event));
    if (hooks.isEmpty()) {
      return;
    }
    ObjectNode body = Links.object();
    if (!action.isEmpty()) {
      body.put("action", action);
    }
    more.accept(body);
    around(scene, repo, body, sender);
    hooks.forEach(hook -> Deliveries.send(scene, hook, event, action, body));
  }

  /** Adds whose repository it is about, and who did it. */
  static void around(Scene scene, ObjectNode repo, ObjectNode body, String sender) {
    body.set("repository", RepoView.plain(scene, repo));
    Accounts.find(scene, Repos.owner(repo))
        .filter(account -> account.path("type").asText().equals("Organization"))
        .ifPresent(org -> body.set("organization", Accounts.orgSimple(scene, org)));
    body.set("sender", Accounts.simple(scene, sender));
  }

  private static boolean listens(ObjectNode hook, String event) {
    return hook.path("active").asBoolean()
        && hook.path("events")
            .valueStream()
            .anyMatch(name -> name.asText().equals("*") || name.asText().equals(event));
  }
}
