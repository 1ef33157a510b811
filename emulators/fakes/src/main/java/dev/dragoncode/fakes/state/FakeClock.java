package dev.dragoncode.fakes.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The one time that all packs live by. It runs with the system's until somebody moves or stops it,
 * so that a test can let a subscription renew or a token expire. Safe for use by many threads.
 */
public final class FakeClock implements InstantSource {

  private final InstantSource system;
  private Setting setting = new Setting.Running(Duration.ZERO);

  /** How the time of the fakes stands to the system's. */
  public sealed interface Setting {

    /** What time it is. */
    Instant time(InstantSource system);

    /**
     * It runs.
     *
     * @param ahead of the system's time; negative for behind
     */
    record Running(Duration ahead) implements Setting {
      @Override
      public Instant time(InstantSource system) {
        return system.instant().plus(ahead);
      }
    }

    /** It stands still. */
    record Stopped(Instant at) implements Setting {
      @Override
      public Instant time(InstantSource system) {
        return at;
      }
    }
  }

  public FakeClock() {
    this(Clock.systemUTC());
  }

  /**
   * A clock over another one.
   *
   * @param system what runs in its place while it is not stopped
   */
  public FakeClock(InstantSource system) {
    this.system = system;
  }

  @Override
  public synchronized Instant instant() {
    return setting.time(system);
  }

  /** How it is set now. */
  public synchronized Setting setting() {
    return setting;
  }

  /** Takes up a setting, such as a saved one. */
  public synchronized void set(Setting other) {
    setting = other;
  }

  /** Goes to a time, and runs or stands still as before. */
  public synchronized void moveTo(Instant time) {
    setting =
        switch (setting) {
          case Setting.Running _ -> new Setting.Running(Duration.between(system.instant(), time));
          case Setting.Stopped _ -> new Setting.Stopped(time);
        };
  }

  /** Stands still from now on. */
  public synchronized void stop() {
    setting = new Setting.Stopped(instant());
  }

  /** Runs on from where it stands. */
  public synchronized void run() {
    setting = new Setting.Running(Duration.between(system.instant(), instant()));
  }

  /** Runs with the system's time again. */
  public synchronized void reset() {
    setting = new Setting.Running(Duration.ZERO);
  }
}
