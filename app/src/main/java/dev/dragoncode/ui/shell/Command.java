package dev.dragoncode.ui.shell;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCombination;

/**
 * Something that a user can do, by its name, from the palette or by its keys.
 *
 * @param id stable, such as {@code emulators.start}; remedies refer to it
 * @param title as the palette shows it
 * @param keys the shortcut, if it has one
 * @param enabled whether it can be done now
 * @param listed whether the palette shows it
 */
public record Command(
    String id,
    String title,
    Optional<KeyCombination> keys,
    BooleanSupplier enabled,
    boolean listed,
    Runnable action) {

  /** A command that can always be done. */
  public static Command of(String id, String title, String keys, Runnable action) {
    return new Command(
        id,
        title,
        keys.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(keys)),
        () -> true,
        true,
        action);
  }

  /** The same command, which can be done only while the condition holds. */
  public Command when(BooleanSupplier condition) {
    return new Command(id, title, keys, condition, listed, action);
  }

  /** The same command, by its keys only: another one of the palette does the same. */
  public Command hidden() {
    return new Command(id, title, keys, enabled, false, action);
  }
}
