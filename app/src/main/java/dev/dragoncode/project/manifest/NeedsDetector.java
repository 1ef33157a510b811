package dev.dragoncode.project.manifest;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.EmulatorSetting;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration.ConfigFile;
import dev.dragoncode.project.manifest.Need.Reason;
import dev.dragoncode.project.syntax.Node;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the emulators that a project needs: from what it depends on, how it is configured and what
 * its compose files start. dragoncode.yaml has the last word.
 */
public final class NeedsDetector {

  /** More places than this say nothing new. */
  private static final int MAX_REASONS = 8;

  private final ProjectView view;
  private final List<? extends NeedRule> rules;
  private final Map<String, List<Reason>> reasons = new LinkedHashMap<>();

  private NeedsDetector(ProjectView view, List<? extends NeedRule> rules) {
    this.view = view;
    this.rules = rules;
  }

  /** The needs of a project, in the order of the rules; those only the team named come last. */
  public static List<Need> detect(ProjectView view, List<? extends NeedRule> rules) {
    NeedsDetector detector = new NeedsDetector(view, rules);
    rules.forEach(rule -> detector.reasons.put(rule.id(), new ArrayList<>()));
    detector.dependencies();
    detector.configuration();
    detector.compose();
    detector.files();
    detector.settings();
    List<Need> needs = new ArrayList<>();
    detector.reasons.forEach((id, found) -> {
      if (!found.isEmpty()) {
        needs.add(new Need(id, found.stream().limit(MAX_REASONS).toList()));
      }
    });
    return needs;
  }

  private void add(NeedRule rule, String text, String file, int line) {
    reasons.getOrDefault(rule.id(), new ArrayList<>()).add(new Reason(text, file, line));
  }

  private void dependencies() {
    for (Module module : view.get(Manifests.FACT).modules()) {
      for (Dependency each : module.dependencies()) {
        if (!each.main()) {
          continue;
        }
        for (NeedRule rule : rules) {
          if (rule.suggestedByDependency(each.name())) {
            add(rule, each.file() + " depends on " + each.name(), each.file(), each.line());
          }
        }
      }
    }
  }

  private void configuration() {
    for (ConfigFile file : view.get(Configuration.FACT).files()) {
      if (file.profile().filter(NeedsDetector::testProfile).isPresent()) {
        continue;
      }
      for (Node.Setting setting : file.settings()) {
        String value = withDefault(setting.value());
        for (NeedRule rule : rules) {
          if (rule.suggestedByConfig(setting.key(), value)) {
            add(rule, file.path() + " sets " + setting.key(), file.path(), setting.line());
          }
        }
      }
    }
  }

  private static boolean testProfile(String profile) {
    return profile.equals("test") || profile.equals("it") || profile.startsWith("test-");
  }

  /** {@code ${DATABASE_URL:jdbc:postgresql://…}} suggests what its default does. */
  private static String withDefault(String value) {
    int colon = value.indexOf(':');
    return value.startsWith("${") && colon > 0 && value.endsWith("}")
        ? value.substring(colon + 1, value.length() - 1)
        : value;
  }

  private void compose() {
    for (Compose.Service service : view.get(Compose.FACT).services()) {
      for (NeedRule rule : rules) {
        if (service.image().filter(rule::suggestedByImage).isPresent()) {
          add(
              rule,
              service.file() + " starts " + service.image().orElseThrow(),
              service.file(),
              service.imageLine());
        }
      }
    }
  }

  private void files() {
    for (NeedRule rule : rules) {
      for (String glob : rule.files()) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        String extension = glob.substring(glob.lastIndexOf('.') + 1);
        List<IndexedFile> candidates =
            glob.contains(".") && extension.matches("\\w+")
                ? view.withExtension(extension)
                : view.under("");
        candidates.stream()
            .filter(file -> matches(matcher, file.path()))
            .limit(MAX_REASONS)
            .forEach(file -> add(rule, "the project has " + file.path(), file.path(), 0));
      }
    }
  }

  private static boolean matches(PathMatcher matcher, String path) {
    try {
      return matcher.matches(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void settings() {
    for (Map.Entry<String, EmulatorSetting> each : view.settings().emulators().entrySet()) {
      List<Reason> found = reasons.computeIfAbsent(each.getKey(), _ -> new ArrayList<>());
      if (!each.getValue().wanted()) {
        found.clear();
      } else {
        found.add(
            new Reason(
                ProjectSettings.FILE + " asks for it",
                ProjectSettings.FILE,
                each.getValue().line()));
      }
    }
  }
}
