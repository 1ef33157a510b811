package dev.dragoncode.ui.flags;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.project.flags.Flag;
import dev.dragoncode.project.flags.Flags;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.ui.control.Tone;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The flags of the open project, and how they are switched. FX thread. */
public final class FlagsViewModel {

  /** A flag that goes within so many days is told in time. */
  private static final int SOON_DAYS = 14;

  private final ReadOnlyObjectWrapper<List<Flag>> flags = new ReadOnlyObjectWrapper<>(List.of());
  private final InstantSource clock;
  private final Change change;

  /** Edits a flag's file, away from the FX thread. */
  public interface Change {
    /**
     * Edits it, in one step.
     *
     * @param failed called on the FX thread where nothing was changed
     */
    void apply(Flag flag, UnaryOperator<String> edit, Runnable failed);
  }

  /**
   * @param snapshots what is known of the folder; flags are among it
   */
  public FlagsViewModel(
      ReadOnlyObjectProperty<ReadinessSnapshot> snapshots, InstantSource clock, Change change) {
    this.clock = clock;
    this.change = change;
    snapshots.addListener((property, before, now) -> take(now));
    take(snapshots.get());
  }

  private void take(ReadinessSnapshot snapshot) {
    if (!flags.get().equals(snapshot.flags())) {
      flags.set(snapshot.flags());
    }
  }

  public ReadOnlyObjectProperty<List<Flag>> flagsProperty() {
    return flags.getReadOnlyProperty();
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
  }

  /** Where one stands, in a line. */
  String subline() {
    List<Flag> all = flags.get();
    long expired = all.stream().filter(flag -> flag.expired(today())).count();
    long on = all.stream().filter(Flag::enabled).count();
    return expired > 0
        ? text("flags.sublineExpired", all.size(), on, expired)
        : text("flags.subline", all.size(), on);
  }

  String expiry(Flag flag) {
    if (flag.expires().isEmpty()) {
      return text(flag.permanent() ? "flags.permanent" : "flags.noExpiry");
    }
    long days = ChronoUnit.DAYS.between(today(), flag.expires().get());
    return days < 0 ? text("flags.expired", -days) : text("flags.days", days);
  }

  Tone expiryTone(Flag flag) {
    if (flag.expires().isEmpty()) {
      return flag.permanent() ? Tone.IDLE : Tone.WARN;
    }
    long days = ChronoUnit.DAYS.between(today(), flag.expires().get());
    return days < 0 ? Tone.BAD : days <= SOON_DAYS ? Tone.WARN : Tone.OK;
  }

  void enable(Flag flag, boolean on, Runnable failed) {
    change.apply(flag, text -> Flags.enabled(text, flag.key(), on), failed);
  }

  void share(Flag flag, int percent, Runnable failed) {
    change.apply(flag, text -> Flags.share(text, flag.key(), percent), failed);
  }
}
