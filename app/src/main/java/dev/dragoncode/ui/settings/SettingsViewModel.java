package dev.dragoncode.ui.settings;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.KnownProjects;
import dev.dragoncode.service.Preferences;
import dev.dragoncode.service.UserSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the settings screen reads and changes. FX thread. */
public final class SettingsViewModel {

  private final UserSettings settings;
  private final KnownProjects projects;
  private final DataFolder data;

  public SettingsViewModel(UserSettings settings, KnownProjects projects, DataFolder data) {
    this.settings = settings;
    this.projects = projects;
    this.data = data;
  }

  Preferences preferences() {
    return settings.preferences().latest();
  }

  void change(UnaryOperator<Preferences> change) {
    settings.change(change);
  }

  /** Image overrides as lines of {@code id = image}. */
  String overridesText() {
    return new TreeMap<>(preferences().imageOverrides())
        .entrySet().stream()
            .map(e -> e.getKey() + " = " + e.getValue())
            .collect(Collectors.joining("\n"));
  }

  void setOverrides(String lines) {
    Map<String, String> overrides = new LinkedHashMap<>();
    lines
        .lines()
        .filter(line -> line.contains("="))
        .forEach(line -> {
          int sign = line.indexOf('=');
          overrides.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
        });
    change(p -> p.withImageOverrides(overrides));
  }

  List<Path> trustedFolders() {
    return projects.trustedFolders();
  }

  void distrust(Path folder) {
    projects.distrust(folder);
  }

  Path dataFolder() {
    return data.path();
  }

  String dataText() {
    return text("settings.sizeSaid", data.size() >> 20, data.cacheSize() >> 20);
  }

  void clearCache() {
    data.clearCache();
  }
}
