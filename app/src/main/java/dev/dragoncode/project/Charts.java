package dev.dragoncode.project;

import java.nio.file.Path;

/** Renders Helm charts with their own values, where something is at hand that can. */
@FunctionalInterface
public interface Charts {

  /**
   * Renders a chart.
   *
   * @param chart the folder of its Chart.yaml
   */
  Rendering render(Path chart);

  /** Nothing is at hand; charts are read as they are written. */
  static Charts none() {
    return _ -> new Rendering.NotHere("no Helm is used here");
  }

  /** What came of it. */
  sealed interface Rendering {

    /**
     * It could be rendered.
     *
     * @param manifests documents of YAML, each after a comment {@code # Source:} with the chart's
     *     name and the template's path in it
     */
    record Done(String manifests) implements Rendering {}

    /**
     * It could not.
     *
     * @param why part of a sentence
     */
    record NotHere(String why) implements Rendering {}
  }
}
