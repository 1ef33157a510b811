package dev.dragoncode.io.maven;

import dev.dragoncode.project.manifest.Module;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/** The project's own modules, which the local repository need not have. */
final class ReactorPoms implements WorkspaceReader {

  /** A property of a property of a property, as CI-friendly versions are at most. */
  private static final int MAX_DEPTH = 5;

  private final WorkspaceRepository repository = new WorkspaceRepository("project");
  private final Map<String, Own> modules = new LinkedHashMap<>();

  private record Own(Artifact artifact, File file) {}

  ReactorPoms(Path root, List<Module> all) {
    for (Module each : all) {
      artifact(each)
          .ifPresent(a -> modules.put(key(a), new Own(a, root.resolve(each.manifest()).toFile())));
    }
  }

  /** The POM artifact of a module; empty where it does not say its coordinates. */
  static Optional<Artifact> artifact(Module module) {
    String group = resolved(module.properties().getOrDefault("project.groupId", ""), module);
    String name = resolved(module.properties().getOrDefault("project.artifactId", ""), module);
    String version = resolved(module.properties().getOrDefault("project.version", ""), module);
    return group.isEmpty() || name.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new DefaultArtifact(group, name, "pom", version));
  }

  private static String resolved(String text, Module module) {
    String result = text;
    for (int i = 0; i < MAX_DEPTH; i++) {
      int from = result.indexOf("${");
      int to = result.indexOf('}', Math.max(from, 0));
      if (from < 0 || to < 0) {
        return result;
      }
      String value = module.properties().get(result.substring(from + 2, to));
      if (value == null) {
        return result;
      }
      result = result.substring(0, from) + value + result.substring(to + 1);
    }
    return result;
  }

  private static String key(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId();
  }

  /** Whether this is a module of the project itself. */
  boolean owns(Artifact artifact) {
    Own own = modules.get(key(artifact));
    return own != null && same(own, artifact);
  }

  private static boolean same(Own own, Artifact artifact) {
    String version = own.artifact.getVersion();
    return version.contains("${") || version.equals(artifact.getVersion());
  }

  @Override
  public WorkspaceRepository getRepository() {
    return repository;
  }

  @Override
  public @Nullable File findArtifact(Artifact artifact) {
    Own own = modules.get(key(artifact));
    return own != null && artifact.getExtension().equals("pom") && same(own, artifact)
        ? own.file
        : null;
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    Own own = modules.get(key(artifact));
    return own == null ? List.of() : List.of(own.artifact.getVersion());
  }
}
