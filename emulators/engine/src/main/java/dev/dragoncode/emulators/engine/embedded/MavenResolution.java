package dev.dragoncode.emulators.engine.embedded;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/**
 * One visit to the repositories, with Maven's own resolver and the user's settings. Loaded only
 * when something is not there yet.
 */
final class MavenResolution {

  /** Longer than a slow proxy takes, shorter than a user waits for a dead one. */
  private static final int TIMEOUT_MILLIS = 15_000;

  private final MavenSettings settings;
  private final TransferProgress transfers;

  MavenResolution(MavenSettings settings, TransferProgress transfers) {
    this.settings = settings;
    this.transfers = transfers;
  }

  List<Path> files(List<Coordinates> wanted) {
    try (Context context = new StandaloneStaticRuntime().create(overrides())) {
      DefaultRepositorySystemSession session =
          new DefaultRepositorySystemSession(context.repositorySystemSession());
      session.setTransferListener(transfers);
      session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
      // a failure of an hour ago says nothing of now
      session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
      session.setConfigProperty("aether.connector.connectTimeout", TIMEOUT_MILLIS);
      session.setConfigProperty("aether.connector.requestTimeout", TIMEOUT_MILLIS);
      return files(wanted, context, session);
    } catch (RepositoryException e) {
      throw MavenProblems.of(wanted, settings.offline(), e).asException();
    }
  }

  private static List<Path> files(
      List<Coordinates> wanted, Context context, DefaultRepositorySystemSession session)
      throws RepositoryException {
    List<ArtifactResult> results = new ArrayList<>();
    List<ArtifactRequest> alone = new ArrayList<>();
    CollectRequest together = new CollectRequest();
    together.setRepositories(context.remoteRepositories());
    for (Coordinates coordinates : wanted) {
      Artifact artifact = new DefaultArtifact(coordinates.text());
      if (coordinates.transitive()) {
        together.addDependency(new Dependency(artifact, JavaScopes.RUNTIME));
      } else {
        alone.add(new ArtifactRequest(artifact, context.remoteRepositories(), null));
      }
    }
    results.addAll(context.repositorySystem().resolveArtifacts(session, alone));
    if (!together.getDependencies().isEmpty()) {
      DependencyRequest request =
          new DependencyRequest(
              together, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
      results.addAll(
          context.repositorySystem().resolveDependencies(session, request).getArtifactResults());
    }
    return results.stream()
        .map(result -> result.getArtifact().getFile().toPath().toAbsolutePath())
        .distinct()
        .toList();
  }

  private ContextOverrides overrides() {
    ContextOverrides.Builder overrides =
        ContextOverrides.create().withUserSettings(true).configProperties(Map.of());
    settings.settings().ifPresent(overrides::withUserSettingsXmlOverride);
    settings.localRepository().ifPresent(overrides::withLocalRepositoryOverride);
    if (settings.offline()) {
      overrides.offline(true);
    }
    return overrides.build();
  }
}
