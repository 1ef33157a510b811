package dev.dragoncode.project.manifest;

import java.util.List;

/** What in a project suggests one emulator. */
public interface NeedRule {

  /** The emulator's id, its key in dragoncode.yaml. */
  String id();

  /** Whether a dependency of this name, without its version, suggests it. */
  boolean suggestedByDependency(String name);

  /** Whether an image suggests it, as it stands in a compose file. */
  boolean suggestedByImage(String image);

  /** Whether a configuration entry or environment variable suggests it. */
  boolean suggestedByConfig(String key, String value);

  /** Globs of paths that suggest it. */
  List<String> files();
}
