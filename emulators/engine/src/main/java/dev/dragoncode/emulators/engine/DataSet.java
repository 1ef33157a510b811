package dev.dragoncode.emulators.engine;

import java.nio.file.Path;

/**
 * One emulator's data, which outlives the instances that work on it. It is never changed under its
 * name: whoever wants other data makes another set and then says that this one counts.
 *
 * @param emulator the spec's id
 * @param generation tells the sets of one emulator apart
 * @param folder its place in the user's data folder, beside the project's other sets; an embedded
 *     engine keeps the data there, a container engine in volumes labelled with it
 */
public record DataSet(Path project, String emulator, String generation, Path folder) {

  /** A set in the folder of its project's sets. */
  public static DataSet in(Path sets, Path project, String emulator, String generation) {
    return new DataSet(project, emulator, generation, sets.resolve(emulator + "-" + generation));
  }

  /** The folder of its project's sets. */
  public Path sets() {
    return folder.resolveSibling(".").normalize();
  }

  /** A word for this set, unique on this machine. */
  public String name() {
    return emulator + "-" + generation;
  }
}
