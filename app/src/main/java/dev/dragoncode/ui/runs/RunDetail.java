package dev.dragoncode.ui.runs;

import dev.dragoncode.run.RunRecord;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;

/** How the runs of one kind look below the list. */
@FunctionalInterface
public interface RunDetail {

  /**
   * A run that has ended.
   *
   * @param folder what it printed and left
   */
  Node of(RunRecord record, Path folder);

  /** One that goes on; empty where what it prints says most. */
  default Optional<Node> live() {
    return Optional.empty();
  }
}
