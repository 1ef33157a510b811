package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.model.EmulatorSpec;
import java.nio.file.Path;
import java.util.List;

/** The data of pods, which goes with them: no spec names any for this engine. */
final class NoKeptData implements EngineData {

  @Override
  public List<DataSet> sets(Path project, Path sets) {
    return List.of();
  }

  @Override
  public void copyOut(DataSet set, EmulatorSpec spec, String artifact, Path into) {
    throw new UnsupportedOperationException("Pods keep no data");
  }

  @Override
  public void copyIn(Path from, DataSet set, EmulatorSpec spec, String artifact) {
    throw new UnsupportedOperationException("Pods keep no data");
  }

  @Override
  public void remove(DataSet set) {
    // There is none.
  }
}
