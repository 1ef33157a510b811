package dev.dragoncode.emulators.engine.fake;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Kept data in memory: a text for each set. */
public final class FakeData implements EngineData {

  private static final String FILE = "content";

  private final Map<DataSet, String> sets = new ConcurrentHashMap<>();
  private final Map<String, Problem> failures = new ConcurrentHashMap<>();
  private volatile FakeWorld.@Nullable Gate gate;

  /** Copies of this emulator's data fail. */
  public void failCopies(String id, Problem problem) {
    failures.put(id, problem);
  }

  /** Copies wait at the gate. */
  public FakeWorld.Gate holdCopies() {
    FakeWorld.Gate held = new FakeWorld.Gate();
    gate = held;
    return held;
  }

  /** How many sets there are of an emulator. */
  public long count(String id) {
    return sets.keySet().stream().filter(set -> set.emulator().equals(id)).count();
  }

  /** Somebody removes it behind the engine's back. */
  public void lose(String id) {
    sets.keySet().removeIf(set -> set.emulator().equals(id));
  }

  void begin(DataSet set, boolean fresh) {
    if (fresh) {
      sets.put(set, "");
    } else if (!sets.containsKey(set)) {
      throw new NoSuchElementException(set.toString());
    }
  }

  void write(DataSet set, String text) {
    sets.put(set, text);
  }

  String read(DataSet set) {
    return Optional.ofNullable(sets.get(set)).orElseThrow(NoSuchElementException::new);
  }

  @Override
  public List<DataSet> sets(Path project, Path folder) {
    return sets.keySet().stream().filter(set -> set.sets().equals(folder)).toList();
  }

  @Override
  public void copyOut(DataSet set, EmulatorSpec spec, String artifact, Path into)
      throws InterruptedException {
    obstruct(spec);
    try {
      Files.writeString(into.resolve(FILE), read(set));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void copyIn(Path from, DataSet set, EmulatorSpec spec, String artifact)
      throws InterruptedException {
    obstruct(spec);
    try {
      sets.put(set, Files.readString(from.resolve(FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void obstruct(EmulatorSpec spec) throws InterruptedException {
    FakeWorld.Gate held = gate;
    if (held != null) {
      held.pass();
    }
    Problem failure = failures.get(spec.id());
    if (failure != null) {
      throw failure.asException();
    }
  }

  @Override
  public void remove(DataSet set) {
    sets.remove(set);
  }
}
