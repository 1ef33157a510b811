package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** What every object of GitHub's says of itself: where it is found, its ids, and when it was. */
final class Links {

  private Links() {}

  /** An empty object to fill. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Adds the addresses that the pack's YAML lists for a kind of object.
   *
   * @param base what stands before each of them
   */
  static void put(ObjectNode to, Scene scene, String kind, String base) {
    scene
        .value("links")
        .path(kind)
        .properties()
        .forEach(link -> to.put(link.getKey(), base + link.getValue().asText()));
  }

  /** The next number of a kind of object, over all repositories. */
  static long next(Scene scene, String kind) {
    return 1_000 + scene.world().next("number." + kind);
  }

  /** GitHub's id for GraphQL, in its older form. */
  static String node(String kind, long id) {
    String text = "0%d:%s%d".formatted(kind.length(), kind, id);
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for what has a name in the place of a number. */
  static String node(String kind, String name) {
    String text = "0%d:%s%s".formatted(kind.length(), kind, name);
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String now(Scene scene) {
    return time(scene.now());
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
