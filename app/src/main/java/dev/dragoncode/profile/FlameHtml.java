package dev.dragoncode.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a profile as a page of its own, to be zoomed and searched in any browser without a
 * network.
 */
public final class FlameHtml {

  /** Frames with a smaller share than one in so many are left out: no screen shows them. */
  private static final long FINEST = 20_000;

  private FlameHtml() {}

  /** The page as text. */
  public static String write(Profile profile, String title) {
    try (InputStream in =
        Objects.requireNonNull(FlameHtml.class.getResourceAsStream("flame.html"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{{title}}", FlameSvg.escaped(title))
          .replace("{{summary}}", FlameSvg.escaped(profile.summary()))
          // what closes a script must not stand in one
          .replace("{{profile}}", json(profile).replace("</", "<\\/"));
    } catch (IOException e) {
      throw new IllegalStateException("The page is part of the program", e);
    }
  }

  private static String json(Profile profile) {
    StackTree tree = profile.tree();
    long least = tree.total(0) / FINEST;
    List<Integer> frame = new ArrayList<>();
    List<Integer> parent = new ArrayList<>();
    List<Long> total = new ArrayList<>();
    List<Long> self = new ArrayList<>();
    List<Integer> shade = new ArrayList<>();
    Map<String, Integer> shades = new LinkedHashMap<>();
    Map<Integer, Integer> names = new LinkedHashMap<>();
    int[] place = new int[tree.size()];
    int node = 0;
    while (node < tree.size()) {
      if (node > 0 && tree.total(node) <= least) {
        node = tree.end(node);
        continue;
      }
      place[node] = frame.size();
      Integer name = names.putIfAbsent(tree.frameIndex(node), names.size());
      frame.add(name == null ? names.size() - 1 : name);
      parent.add(node == 0 ? -1 : place[tree.parent(node)]);
      total.add(tree.total(node));
      self.add(tree.self(node));
      String color = FlameSvg.color(tree, node);
      Integer known = shades.putIfAbsent(color, shades.size());
      shade.add(known == null ? shades.size() - 1 : known);
      node++;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("unit", profile.unit().name());
    all.put("labels", names.keySet().stream().map(i -> tree.frames().get(i).label()).toList());
    all.put("names", names.keySet().stream().map(i -> tree.frames().get(i).full()).toList());
    all.put("shades", List.copyOf(shades.keySet()));
    all.put("frame", frame);
    all.put("parent", parent);
    all.put("total", total);
    all.put("self", self);
    all.put("shade", shade);
    try {
      return new ObjectMapper().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers are JSON", e);
    }
  }
}
