package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Xml;

/** Whether the build at a repository's root takes in the project that lies inside it. */
final class OuterBuild {

  private static final Syntax<Xml.Element> POM = (_, text) -> Xml.parse(text);
  private static final Syntax<Node> JSON = (_, text) -> Json.parse(text);

  private OuterBuild() {}

  static boolean includes(ProjectView view, String way) {
    String place = view.placeInRepository();
    boolean maven =
        view.file(way + "pom.xml")
            .flatMap(file -> view.parse(file, POM).value())
            .flatMap(root -> root.at("modules"))
            .filter(modules ->
                modules
                    .all("module")
                    .anyMatch(m -> place.equals(m.text()) || place.startsWith(m.text() + "/")))
            .isPresent();
    boolean node =
        view.file(way + "package.json")
            .flatMap(file -> view.parse(file, JSON).value())
            .filter(root ->
                root.texts("workspaces").stream().anyMatch(glob -> matches(glob, place))
                    || root.texts("workspaces", "packages").stream()
                        .anyMatch(glob -> matches(glob, place)))
            .isPresent();
    boolean gradle =
        view.file(way + "settings.gradle")
            .or(() -> view.file(way + "settings.gradle.kts"))
            .flatMap(view::text)
            .filter(text -> text.contains(place.replace('/', ':')))
            .isPresent();
    return maven || node || gradle;
  }

  private static boolean matches(String glob, String place) {
    String prefix = glob.replaceFirst("/?\\*+.*$", "");
    return glob.equals(place) || (glob.contains("*") && place.startsWith(prefix + "/"));
  }
}
