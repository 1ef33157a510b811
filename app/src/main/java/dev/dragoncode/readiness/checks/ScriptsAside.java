package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.readiness.facts.Images;
import dev.dragoncode.readiness.facts.Sources;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scripts that people run beside the program: nothing starts it from them, nothing imports them.
 */
final class ScriptsAside {

  private static final Pattern FOLDER =
      Pattern.compile("(^|.*/)scripts?/[^/]*\\.[cm]?(js|ts|py|go)");

  private ScriptsAside() {}

  static boolean holds(ProjectView view, String path) {
    if (!FOLDER.matcher(path).matches() || path.contains("src/main/")) {
      return false;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String stem = name.substring(0, name.lastIndexOf('.'));
    return !started(view, stem) && !imported(view, path, stem);
  }

  private static boolean started(ProjectView view, String stem) {
    Pattern word = Pattern.compile("(?s).*\\b" + Pattern.quote(stem) + "\\b.*");
    boolean bySuchAName =
        view.get(Manifests.FACT).modules().stream()
            .flatMap(m -> m.scripts().entrySet().stream())
            .filter(e -> e.getKey().matches("(pre|post)?(start|serve|deploy|prod|release).*"))
            .anyMatch(e -> word.matcher(e.getValue().command()).matches());
    return bySuchAName
        || view.get(Images.FACT).files().stream()
            .flatMap(f -> f.dockerfile().stages().stream())
            .flatMap(s -> s.instructions().stream())
            .anyMatch(i -> word.matcher(i.arguments()).matches());
  }

  private static boolean imported(ProjectView view, String path, String stem) {
    Pattern module = Pattern.compile("(.*[/.])?scripts?[/.]" + Pattern.quote(stem) + "(\\.\\w+)?");
    return Stream.of("Node", "Python", "Go")
        .flatMap(platform -> view.get(Sources.FACT).program(platform))
        .filter(code -> !code.path().equals(path))
        .flatMap(code -> code.file().imports().stream())
        .anyMatch(i -> module.matcher(i.module()).matches());
  }
}
