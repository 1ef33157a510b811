package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an engine fetches for emulators, carried to machines without a network. Calls wait and may
 * be interrupted; expected failures are {@link ProblemException}s.
 */
public interface EngineSupply {

  /**
   * What one emulator needs.
   *
   * @param artifact an image or the coordinates of the first artifact
   * @param here whether it is on this machine
   * @param bytes its size; 0 where it is not here
   * @param content a digest of it; empty where none is known
   */
  record Item(String emulator, String artifact, boolean here, long bytes, String content) {}

  /**
   * What was written or read.
   *
   * @param items what the file holds
   * @param bytes the file's size
   * @param notes what a user should know, such as what is not included; one sentence each
   */
  record Carried(List<Item> items, long bytes, List<String> notes) {
    public Carried {
      items = List.copyOf(items);
      notes = List.copyOf(notes);
    }
  }

  /** What these emulators need; those that this engine does not serve are left out. */
  List<Item> items(List<EmulatorSpec> specs) throws InterruptedException;

  /**
   * Writes all that these emulators need into one file, whole or not at all. What is not here yet
   * is fetched.
   *
   * @throws ProblemException if something cannot be had or the file cannot be written; a file that
   *     was there is then as it was
   */
  Carried save(List<EmulatorSpec> specs, Path file, Consumer<PullProgress> progress)
      throws InterruptedException;

  /** Whether the file looks like one that {@link #save} has written. */
  boolean reads(Path file);

  /**
   * Checks a file that {@link #save} has written, then takes in all that it holds.
   *
   * @throws ProblemException if it is none or is damaged; nothing of it is then taken in
   */
  Carried load(Path file, Consumer<PullProgress> progress) throws InterruptedException;
}
