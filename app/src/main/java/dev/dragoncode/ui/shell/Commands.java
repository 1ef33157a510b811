package dev.dragoncode.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;

/** The commands of a window, by name and by their keys. */
public final class Commands {

  private final List<Command> all = new ArrayList<>();

  public void add(Command command) {
    all.add(command);
  }

  /** Those that can be done now, in the order in which they were added. */
  List<Command> enabled() {
    return all.stream().filter(command -> command.enabled().getAsBoolean()).toList();
  }

  /** Does the command with this id if it can be done now. */
  public void run(String id) {
    enabled().stream()
        .filter(command -> command.id().equals(id))
        .findFirst()
        .ifPresent(command -> command.action().run());
  }

  /** Makes the keys work in a scene. */
  public void install(Scene scene) {
    for (Command command : all) {
      command
          .keys()
          .ifPresent(keys ->
              scene
                  .getAccelerators()
                  .put(
                      keys,
                      () -> {
                        if (command.enabled().getAsBoolean()) {
                          command.action().run();
                        }
                      }));
    }
  }
}
