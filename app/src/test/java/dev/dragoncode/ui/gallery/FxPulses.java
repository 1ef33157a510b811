package dev.dragoncode.ui.gallery;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/** Times the FX thread's work of each pulse, from its first timer to the end of its layout. */
final class FxPulses {

  private final Scene scene;
  private final List<Double> busy = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long begun;
  private long cpuBegun;

  FxPulses(Scene scene) {
    this.scene = scene;
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        begun = System.nanoTime();
        cpuBegun = threads.getCurrentThreadCpuTime();
      }
    }.start();
    scene.addPostLayoutPulseListener(() -> {
      busy.add((System.nanoTime() - begun) / 1e6);
      cpu.add((threads.getCurrentThreadCpuTime() - cpuBegun) / 1e6);
    });
  }

  Scene scene() {
    return scene;
  }

  /** Forgets what was so far. */
  void begin() {
    busy.clear();
    cpu.clear();
  }

  /** The milliseconds of each pulse since. */
  double[] busy() {
    return busy.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** How much of them it had a core: what others on the machine take is left out. */
  double[] cpu() {
    return cpu.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
