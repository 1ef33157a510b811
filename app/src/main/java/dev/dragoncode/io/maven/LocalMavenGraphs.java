package dev.dragoncode.io.maven;

import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.GraphBuilder;
import dev.dragoncode.project.locks.MavenGraphs;
import dev.dragoncode.project.locks.PackageGraph;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Module;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;

/**
 * Resolves modules as Maven does, parents and imported BOMs among them, from the POMs of the
 * project and of the local repository. It asks no server: what was never fetched is said to be
 * missing.
 */
public final class LocalMavenGraphs implements MavenGraphs {

  /** Artifacts that are named where many are missing. */
  private static final int NAMED = 3;

  private final Optional<Path> repository;
  private String resolvedFrom = "";
  private List<PackageGraph> resolved = List.of();

  /**
   * @param repository the local repository; empty for the one of Maven's settings
   */
  public LocalMavenGraphs(Optional<Path> repository) {
    this.repository = repository;
  }

  @Override
  public synchronized List<PackageGraph> of(Path root, List<Module> modules) {
    String from = stamps(root, modules);
    if (from.equals(resolvedFrom)) {
      return resolved;
    }
    List<PackageGraph> graphs = resolve(root, modules);
    // what is missing may be fetched at any moment, so that only whole answers are kept
    boolean whole = graphs.stream().allMatch(g -> g.gaps().isEmpty());
    resolvedFrom = whole ? from : "";
    resolved = whole ? graphs : List.of();
    return graphs;
  }

  private static String stamps(Path root, List<Module> modules) {
    StringBuilder out = new StringBuilder(root.toString());
    for (Module each : modules) {
      Path file = root.resolve(each.manifest());
      out.append('\n')
          .append(file)
          .append(' ')
          .append(file.toFile().lastModified())
          .append(' ')
          .append(each.hashCode());
    }
    return out.toString();
  }

  private List<PackageGraph> resolve(Path root, List<Module> modules) {
    ContextOverrides.Builder overrides =
        ContextOverrides.create().withUserSettings(true).offline(true);
    repository.ifPresent(overrides::withLocalRepositoryOverride);
    ReactorPoms reactor = new ReactorPoms(root, modules);
    try (Context context = new StandaloneStaticRuntime().create(overrides.build())) {
      List<PackageGraph> graphs = new ArrayList<>();
      for (Module module : modules) {
        graphs.add(new Visit(context, reactor, module).graph());
      }
      return graphs;
    }
  }

  /** The resolution of one module. */
  private static final class Visit {

    private final RepositorySystem system;
    private final DefaultRepositorySystemSession session;
    private final Context context;
    private final ReactorPoms reactor;
    private final Module module;
    private final GraphBuilder graph;
    private final Map<String, String> missing = new LinkedHashMap<>();

    Visit(Context context, ReactorPoms reactor, Module module) {
      this.context = context;
      this.reactor = reactor;
      this.module = module;
      this.system = context.repositorySystem();
      this.graph = new GraphBuilder(module.manifest(), Ecosystem.MAVEN);
      this.session = new DefaultRepositorySystemSession(context.repositorySystemSession());
      session.setOffline(true);
      session.setWorkspaceReader(reactor);
      // whichever repository an artifact once came from, it is here
      LocalRepository local =
          new LocalRepository(session.getLocalRepository().getBasedir(), "simple");
      session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, local));
      session.setRepositoryListener(
          new AbstractRepositoryListener() {
            @Override
            public void artifactDescriptorMissing(RepositoryEvent event) {
              miss(event.getArtifact());
            }

            @Override
            public void artifactDescriptorInvalid(RepositoryEvent event) {
              miss(event.getArtifact());
            }
          });
    }

    private void miss(Artifact artifact) {
      String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
      missing.put(name, name + ":" + artifact.getVersion());
    }

    PackageGraph graph() {
      Optional<Artifact> own = ReactorPoms.artifact(module);
      if (own.isEmpty()) {
        graph.gap(module.manifest() + " does not say its coordinates");
        return graph.build();
      }
      try {
        ArtifactDescriptorResult descriptor =
            system.readArtifactDescriptor(
                session,
                new ArtifactDescriptorRequest(own.get(), context.remoteRepositories(), ""));
        if (missing.isEmpty()) {
          collect(descriptor);
        }
      } catch (RepositoryException e) {
        graph.gap(module.manifest() + " could not be resolved: " + reason(e));
      }
      if (!missing.isEmpty()) {
        graph.gap(
            "%s: %d POM%s missing in Maven's local repository, such as %s; build the project once"
                .formatted(
                    module.manifest(),
                    missing.size(),
                    missing.size() == 1 ? " is" : "s are",
                    String.join(", ", missing.values().stream().limit(NAMED).toList())));
      }
      return graph.build();
    }

    private void collect(ArtifactDescriptorResult descriptor) {
      CollectRequest request = new CollectRequest();
      request.setRootArtifact(descriptor.getArtifact());
      request.setDependencies(descriptor.getDependencies());
      request.setManagedDependencies(descriptor.getManagedDependencies());
      request.setRepositories(context.remoteRepositories());
      try {
        visit(system.collectDependencies(session, request).getRoot(), "");
      } catch (DependencyCollectionException e) {
        graph.gap(module.manifest() + " could not be resolved in full: " + reason(e));
        if (e.getResult() != null && e.getResult().getRoot() != null) {
          visit(e.getResult().getRoot(), "");
        }
      }
    }

    /** Modules of the project are passed through: what they need is what this one needs. */
    private void visit(DependencyNode node, String parent) {
      for (DependencyNode child : node.getChildren()) {
        Artifact artifact = child.getArtifact();
        // the resolver has already given each the widest scope of all ways to it
        Use own = use(child);
        if (reactor.owns(artifact)) {
          visit(child, parent);
          continue;
        }
        String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
        String key = name + ":" + artifact.getVersion() + ":" + artifact.getClassifier();
        if (parent.isEmpty()) {
          graph.root(key, own);
        }
        graph.add(
            key,
            name,
            artifact.getVersion(),
            line(name),
            List.of(),
            child.getChildren().stream()
                .map(DependencyNode::getArtifact)
                .filter(a -> !reactor.owns(a))
                .map(a ->
                    a.getGroupId()
                        + ":"
                        + a.getArtifactId()
                        + ":"
                        + a.getVersion()
                        + ":"
                        + a.getClassifier())
                .toList(),
            own);
        visit(child, key);
      }
    }

    /** What is there for tests, or what a server brings, is not what ships. */
    private static Use use(DependencyNode node) {
      if (node.getDependency() == null) {
        return Use.RUNTIME;
      }
      return switch (node.getDependency().getScope()) {
        case "test", "provided" -> Use.DEVELOPMENT;
        default -> Use.RUNTIME;
      };
    }

    private int line(String name) {
      return module
          .dependency(name)
          .filter(d -> d.file().equals(module.manifest()))
          .map(Dependency::line)
          .orElse(0);
    }

    private static String reason(Throwable failure) {
      Throwable cause = failure;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
    }
  }
}
