package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of the project as a cluster takes them: flat entries of a config map, and for each folder
 * in the pod which entry goes where.
 *
 * @param base64 content by key
 * @param folders entries by the folder that they are mounted in
 */
record ProjectFileMap(Map<String, String> base64, Map<String, List<KeyToPath>> folders) {

  /** A config map holds 1 MiB, of which the encoding takes a third. */
  private static final long MOST_BYTES = 700L << 10;

  /** Empty where no source exists. */
  static Optional<ProjectFileMap> read(
      EmulatorSpec spec, Path project, List<EmulatorSpec.Mount> mounts) {
    Map<String, String> content = new LinkedHashMap<>();
    Map<String, List<KeyToPath>> folders = new LinkedHashMap<>();
    long bytes = 0;
    try {
      Path root = project.toRealPath();
      for (EmulatorSpec.Mount mount : mounts) {
        Path source = Path.of(mount.source());
        if (!Files.exists(source)) {
          continue;
        }
        boolean folder = Files.isDirectory(source);
        Path target = Path.of(mount.target());
        String place = folder ? mount.target() : String.valueOf(target.getParent());
        for (Path file : files(source)) {
          // a link that leaves the project must not carry foreign files into the cluster
          if (!file.toRealPath().startsWith(root)) {
            continue;
          }
          bytes += Files.size(file);
          if (bytes > MOST_BYTES) {
            throw KubernetesProblems.filesTooLarge(spec).asException();
          }
          String key = "file-" + content.size();
          content.put(key, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
          Path path = folder ? source.relativize(file) : target.getFileName();
          folders
              .computeIfAbsent(place, _ -> new ArrayList<>())
              .add(
                  new KeyToPathBuilder()
                      .withKey(key)
                      .withPath(String.valueOf(path).replace('\\', '/'))
                      .build());
        }
      }
    } catch (IOException e) {
      throw Problem.of(
              "The project's files for " + spec.name() + " cannot be read",
              String.valueOf(e.getMessage()),
              Remedy.of("Make the files readable for your account."))
          .causedBy(e)
          .asException();
    }
    return content.isEmpty() ? Optional.empty() : Optional.of(new ProjectFileMap(content, folders));
  }

  private static List<Path> files(Path source) throws IOException {
    try (Stream<Path> walk = Files.walk(source)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
