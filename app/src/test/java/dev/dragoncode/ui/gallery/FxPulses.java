package dev.dragoncode.ui.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/** Times the FX thread's work of each pulse, from its first timer to the end of its layout. */
final class FxPulses {

  private final Scene scene;
  private final List<Double> busy = new ArrayList<>();
  private long begun;

  FxPulses(Scene scene) {
    this.scene = scene;
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        begun = System.nanoTime();
      }
    }.start();
    scene.addPostLayoutPulseListener(() -> busy.add((System.nanoTime() - begun) / 1e6));
  }

  Scene scene() {
    return scene;
  }

  /** Forgets what was so far. */
  void begin() {
    busy.clear();
  }

  /** The milliseconds of each pulse since. */
  double[] busy() {
    return busy.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
