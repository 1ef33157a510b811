package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.dragoncode.emulators.engine.DataSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Named volumes for kept data, one for each path; their labels say whose they are. */
final class ContainerVolumes {

  private static final String PREFIX = "dev.dragoncode.data.";

  /** The folder of the project's sets: a user may have several data folders. */
  private static final String SETS = PREFIX + "sets";

  private static final String PROJECT = PREFIX + "project";
  private static final String EMULATOR = PREFIX + "emulator";
  private static final String GENERATION = PREFIX + "generation";

  private static final String TMPFS = "tmpfs";
  private static final String OPTIONS = "o";
  private static final String SIZE = "size=";

  private ContainerVolumes() {}

  /** Makes the volumes of a set; those that are there already stay as they are. */
  static boolean make(DockerClient client, DataSet set, int paths, Machine machine) {
    for (int path = 0; path < paths; path++) {
      client
          .createVolumeCmd()
          .withName(name(set, path, machine))
          .withLabels(labels(set, machine))
          .exec();
    }
    return true;
  }

  /** Makes the volumes of a set in memory, each of at most so many bytes. */
  static void makeSmall(DockerClient client, DataSet set, List<Long> sizes, Machine machine) {
    for (int path = 0; path < sizes.size(); path++) {
      client
          .createVolumeCmd()
          .withName(name(set, path, machine))
          .withLabels(labels(set, machine))
          .withDriver("local")
          .withDriverOpts(Map.of("type", TMPFS, "device", TMPFS, OPTIONS, SIZE + sizes.get(path)))
          .exec();
    }
  }

  /** The size of a volume in memory; 0 for any other. */
  static long smallSize(DockerClient client, String name) {
    if (name.isEmpty()) {
      return 0;
    }
    try {
      Map<String, String> options = client.inspectVolumeCmd(name).exec().getOptions();
      String given = options == null ? "" : options.getOrDefault(OPTIONS, "");
      return given.startsWith(SIZE) ? Long.parseLong(given.substring(SIZE.length())) : 0;
    } catch (NotFoundException e) {
      return 0;
    }
  }

  private static Map<String, String> labels(DataSet set, Machine machine) {
    return Map.of(
        SETS, machine.own(set.sets()),
        PROJECT, set.project().toString(),
        EMULATOR, set.emulator(),
        GENERATION, set.generation());
  }

  static List<Mount> mounts(DataSet set, List<String> paths, Machine machine) {
    List<Mount> mounts = new ArrayList<>();
    for (int path = 0; path < paths.size(); path++) {
      mounts.add(
          new Mount()
              .withType(MountType.VOLUME)
              .withSource(name(set, path, machine))
              .withTarget(paths.get(path)));
    }
    return mounts;
  }

  private static String name(DataSet set, int path, Machine machine) {
    String whose = machine.isRemote() ? machine.mark() + "-" : "";
    return "dragoncode-" + whose + set.name() + "-" + path;
  }

  static List<DataSet> list(DockerClient client, Path project, Path sets, Machine machine) {
    return all(client, sets, machine)
        .flatMap(volume -> read(project, sets, volume.getLabels()).stream())
        .distinct()
        .toList();
  }

  private static Optional<DataSet> read(Path project, Path sets, Map<String, String> labels) {
    String emulator = labels.get(EMULATOR);
    String generation = labels.get(GENERATION);
    return emulator == null || generation == null
        ? Optional.empty()
        : Optional.of(DataSet.in(sets, project, emulator, generation));
  }

  private static Stream<InspectVolumeResponse> all(
      DockerClient client, Path sets, Machine machine) {
    List<InspectVolumeResponse> volumes =
        client
            .listVolumesCmd()
            .withFilter("label", List.of(SETS + "=" + machine.own(sets)))
            .exec()
            .getVolumes();
    return volumes == null ? Stream.empty() : volumes.stream();
  }

  static boolean remove(DockerClient client, DataSet set, Machine machine) {
    all(client, set.sets(), machine)
        .filter(volume -> set.generation().equals(volume.getLabels().get(GENERATION)))
        .forEach(volume -> {
          try {
            client.removeVolumeCmd(volume.getName()).exec();
          } catch (NotFoundException e) {
            // somebody else has removed it meanwhile, which is as good
            return;
          }
        });
    return true;
  }
}
