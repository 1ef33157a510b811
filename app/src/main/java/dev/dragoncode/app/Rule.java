package dev.dragoncode.app;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.project.manifest.NeedRule;
import java.util.List;

/** What a catalog entry says about the projects that need it. */
record Rule(EmulatorSpec spec) implements NeedRule {

  @Override
  public String id() {
    return spec.id();
  }

  @Override
  public boolean suggestedByDependency(String name) {
    return spec.match().suggestedByDependency(name);
  }

  @Override
  public boolean suggestedByImage(String image) {
    return spec.match().suggestedByImage(image);
  }

  @Override
  public boolean suggestedByConfig(String key, String value) {
    return spec.match().suggestedByConfig(key, value);
  }

  @Override
  public List<String> files() {
    return spec.match().files();
  }
}
