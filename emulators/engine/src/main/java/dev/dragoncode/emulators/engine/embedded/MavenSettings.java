package dev.dragoncode.emulators.engine.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where artifacts come from: Maven's own settings, unless something else is asked for.
 *
 * @param settings another file than the user's settings.xml
 * @param localRepository another folder than the settings name
 * @param offline never ask a repository; the settings may say so, too
 */
public record MavenSettings(
    Optional<Path> settings, Optional<Path> localRepository, boolean offline) {

  /** The same, with or without the network. */
  public MavenSettings withOffline(boolean without) {
    return new MavenSettings(settings, localRepository, without);
  }

  /** The user's settings.xml, with its mirrors, proxies, servers and local repository. */
  public static MavenSettings ofUser() {
    return new MavenSettings(Optional.empty(), Optional.empty(), false);
  }
}
