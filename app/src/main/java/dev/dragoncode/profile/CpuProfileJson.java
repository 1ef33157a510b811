package dev.dragoncode.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads CPU profiles of V8, as Node and Chrome write them: {@code .cpuprofile}. */
final class CpuProfileJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CpuProfileJson() {}

  @SuppressWarnings("ArrayRecordComponent") // as many numbers as there are samples; read once
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Raw(
      @Nullable List<Node> nodes,
      int @Nullable [] samples,
      long @Nullable [] timeDeltas,
      long startTime,
      long endTime) {}

  @SuppressWarnings("ArrayRecordComponent") // read once
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Node(
      int id,
      @Nullable CallFrame callFrame,
      int @Nullable [] children,
      int parent,
      long hitCount) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record CallFrame(@Nullable String functionName, @Nullable String url, int lineNumber) {}

  /** A node's place in the tree while it is read. */
  private static final class Known {
    private final Node node;
    private int parent;
    private long micros;
    private long hits;

    Known(Node node) {
      this.node = node;
      this.parent = node.parent();
    }
  }

  static Profile read(Path file, Reader text) throws IOException {
    Raw raw;
    try {
      raw = JSON.readValue(text, Raw.class);
    } catch (JacksonException e) {
      throw ProfileProblems.unreadable(file, "it is no whole JSON of a CPU profile.")
          .causedBy(e)
          .asException();
    }
    if (raw == null || raw.nodes() == null || raw.nodes().isEmpty()) {
      throw ProfileProblems.unreadable(file, "it is JSON, but has no nodes of a CPU profile.")
          .asException();
    }
    Map<Integer, Known> all = known(raw.nodes());
    boolean timed = weigh(raw, all);
    StackTreeBuilder tree = new StackTreeBuilder();
    Places places = new Places();
    int[] stack = new int[StackTreeBuilder.DEEPEST];
    for (Known each : all.values()) {
      Frame own = frame(each);
      if (each.hits == 0 || each.parent == 0 || own.name().equals("(idle)")) {
        continue;
      }
      int depth = path(file, all, each, tree, places, stack);
      tree.add(stack, depth, timed ? each.micros * 1000 : each.hits, each.hits);
    }
    if (tree.isEmpty()) {
      throw ProfileProblems.empty(file).asException();
    }
    long micros = Math.max(0, raw.endTime() - raw.startTime());
    double hertz = raw.samples() == null || micros == 0 ? 0 : raw.samples().length * 1e6 / micros;
    return new Profile(
        Mode.CPU,
        timed ? Unit.NANOSECONDS : Unit.SAMPLES,
        tree.build(),
        hertz,
        Duration.ofNanos(Math.min(micros, Long.MAX_VALUE / 1000) * 1000),
        places.most());
  }

  private static Map<Integer, Known> known(List<Node> nodes) {
    Map<Integer, Known> all = new HashMap<>();
    for (Node node : nodes) {
      all.put(node.id(), new Known(node));
    }
    for (Node node : nodes) {
      if (node.children() != null) {
        for (int child : node.children()) {
          Known below = all.get(child);
          if (below != null) {
            below.parent = node.id();
          }
        }
      }
    }
    return all;
  }

  /** Counts samples and their times; false where the file tells no times. */
  private static boolean weigh(Raw raw, Map<Integer, Known> all) {
    int[] samples = raw.samples();
    long[] deltas = raw.timeDeltas();
    if (samples == null || samples.length == 0) {
      all.values().forEach(each -> each.hits = Math.max(0, each.node.hitCount()));
      return false;
    }
    for (int i = 0; i < samples.length; i++) {
      Known at = all.get(samples[i]);
      if (at == null) {
        continue;
      }
      at.hits++;
      // a delta is the time since the sample before: a sample lasts until the next one
      if (deltas != null) {
        long lasts = i + 1 < deltas.length ? deltas[i + 1] : i < deltas.length ? deltas[i] : 0;
        at.micros += Math.max(0, Math.min(lasts, Integer.MAX_VALUE));
      }
    }
    return deltas != null && deltas.length > 0;
  }

  /** Puts the frames from below the root to the node into the stack; how many there are. */
  private static int path(
      Path file,
      Map<Integer, Known> all,
      Known node,
      StackTreeBuilder tree,
      Places places,
      int[] stack) {
    Set<Integer> seen = new HashSet<>();
    int depth = 0;
    Known up = node;
    while (up != null && up.parent != 0) {
      if (!seen.add(up.node.id())) {
        throw ProfileProblems.unreadable(file, "its nodes stand in a circle.").asException();
      }
      if (depth < stack.length) {
        Frame frame = frame(up);
        stack[depth++] = tree.frame(frame);
        CallFrame call = up.node.callFrame();
        if (call != null && frame.kind() == Frame.Kind.SCRIPT) {
          places.add(frame, new Place(frame.owner(), call.lineNumber() + 1), node.hits);
        }
      }
      up = all.get(up.parent);
    }
    for (int i = 0; i < depth / 2; i++) {
      int other = stack[i];
      stack[i] = stack[depth - 1 - i];
      stack[depth - 1 - i] = other;
    }
    return depth;
  }

  private static Frame frame(Known each) {
    CallFrame call = each.node.callFrame();
    String name = call == null || call.functionName() == null ? "" : call.functionName();
    String url = call == null || call.url() == null ? "" : call.url();
    String path = url.startsWith("file://") ? url.substring("file://".length()) : url;
    return new Frame(
        path,
        name.isEmpty() ? "(anonymous)" : name,
        path.isEmpty() ? Frame.Kind.NATIVE : Frame.Kind.SCRIPT);
  }
}
