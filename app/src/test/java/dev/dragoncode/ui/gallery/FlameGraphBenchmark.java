package dev.dragoncode.ui.gallery;

import com.sun.management.OperatingSystemMXBean;
import dev.dragoncode.profile.Frame;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.StackTree;
import dev.dragoncode.profile.StackTreeBuilder;
import dev.dragoncode.profile.Unit;
import dev.dragoncode.ui.control.FlameGraph;
import dev.dragoncode.ui.fx.Theme;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * A flame graph of 200,000 frames: how long it takes to paint it whole, zoomed, searched and under
 * a moving pointer, and how long to build its tree. Each figure is one paint on the FX thread with
 * what the renderer then does until the next pulse.
 */
public final class FlameGraphBenchmark {

  private static final int FRAMES = 200_000;
  private static final int METHODS = 6_000;
  private static final int ROUNDS = 60;

  private FlameGraphBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] arguments) {
    long begun = System.nanoTime();
    StackTree tree = tree();
    System.out.printf(
        Locale.ROOT,
        "tree of %,d frames, %d deep: built in %.0f ms%n",
        tree.size(),
        tree.deepest(),
        (System.nanoTime() - begun) / 1e6);
    Profile profile =
        new Profile(Mode.CPU, Unit.SAMPLES, tree, 99, Duration.ofSeconds(30), Map.of());
    FxToolkit.start();
    FlameGraph flame = FxToolkit.call(() -> new FlameGraph((shown, node) -> ""));
    Scene scene =
        FxToolkit.call(() -> {
          Scene made = new Scene(new StackPane(flame), 1280, 800);
          new Theme(Theme.Preference.DARK).apply(made);
          Stage stage = new Stage();
          stage.setScene(made);
          stage.show();
          flame.show(profile);
          return made;
        });
    FxToolkit.settle();
    List<Integer> zooms = wide(tree);
    Step away = i -> flame.zoom(zooms.get(i % zooms.size()));
    Step back = i -> flame.reset();
    Step nothing = i -> {};
    for (int warm = 0; warm < 2; warm++) {
      report("nothing changed", scene, nothing, nothing);
      report("zoomed out to all", scene, away, back);
      report("zoomed in", scene, back, away);
      report(
          "searched",
          scene,
          back,
          i -> {
            double _ = flame.search("type" + i % 50);
          });
      FxToolkit.run(() -> {
        double _ = flame.search("");
      });
    }
    FxToolkit.picture(scene, Path.of("target/screens/flame-200000.png"));
    System.exit(0);
  }

  private interface Step {
    void run(int round);
  }

  /** Times the step: its work on the FX thread, and that with the window painted after it. */
  private static void report(String what, Scene scene, Step before, Step step) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    WritableImage image = FxToolkit.call(() -> scene.snapshot(null));
    double[] work = new double[ROUNDS];
    double[] cpu = new double[ROUNDS];
    double[] painted = new double[ROUNDS];
    double[] cores = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      int round = i;
      FxToolkit.run(() -> {
        before.run(round);
        WritableImage _ = scene.snapshot(image);
        long all = system.getProcessCpuTime();
        long own = threads.getCurrentThreadCpuTime();
        long from = System.nanoTime();
        step.run(round);
        work[round] = (System.nanoTime() - from) / 1e6;
        cpu[round] = (threads.getCurrentThreadCpuTime() - own) / 1e6;
        WritableImage _ = scene.snapshot(image);
        painted[round] = (System.nanoTime() - from) / 1e6;
        cores[round] = (system.getProcessCpuTime() - all) / 1e6;
      });
    }
    Arrays.sort(work);
    Arrays.sort(cpu);
    Arrays.sort(painted);
    Arrays.sort(cores);
    System.out.printf(
        Locale.ROOT,
        "%-18s FX thread median %.1f ms, p95 %.1f ms (on a core: %.1f, %.1f);"
            + " with the window painted median %.1f ms, p95 %.1f ms (on cores: %.1f, %.1f)%n",
        what,
        work[ROUNDS / 2],
        work[ROUNDS * 95 / 100],
        cpu[ROUNDS / 2],
        cpu[ROUNDS * 95 / 100],
        painted[ROUNDS / 2],
        painted[ROUNDS * 95 / 100],
        cores[ROUNDS / 2],
        cores[ROUNDS * 95 / 100]);
  }

  /** Frames that somebody would zoom into: each has a lot below it. */
  private static List<Integer> wide(StackTree tree) {
    List<Integer> wide = new ArrayList<>();
    for (int node = 1; node < tree.size() && wide.size() < 40; node++) {
      if (tree.end(node) - node > 2_000 && tree.end(node) - node < 60_000) {
        wide.add(node);
      }
    }
    return wide;
  }

  /** Stacks that fan out as those of a server do: alike near the root, each its own way below. */
  private static StackTree tree() {
    StackTreeBuilder builder = new StackTreeBuilder();
    Random random = new Random(7);
    int[] methods = new int[METHODS];
    for (int i = 0; i < METHODS; i++) {
      methods[i] =
          builder.frame(
              Frame.java("com.shop.part" + i % 70 + ".Type" + i % 900, "method" + i % 31));
    }
    int[] stack = new int[64];
    int nodes = 1;
    while (nodes < FRAMES) {
      int depth = 12 + random.nextInt(48);
      long way = random.nextInt(40);
      for (int level = 0; level < depth; level++) {
        way = way * 31 + (level < 6 ? 0 : random.nextInt(level < 14 ? 3 : 2));
        stack[level] = methods[Math.floorMod(Long.hashCode(way * 0x9E3779B97F4A7C15L), METHODS)];
      }
      builder.add(stack, depth, 1 + random.nextInt(3), 1);
      nodes = builder.size();
    }
    return builder.build();
  }
}
