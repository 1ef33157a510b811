package dev.dragoncode.project.manifest;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.syntax.Dockerfile;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The services that a project's compose files start. */
public record Compose(List<Service> services) {

  /** The compose files of a project. */
  public static final Fact<Compose> FACT = new Fact<>("compose", Compose::read);

  /** All documents of a YAML file. */
  public static final Syntax<List<Node>> YAML = (_, text) -> Yaml.documents(text);

  private static final Pattern NAME = Pattern.compile("(docker-)?compose([._-][\\w.-]+)?\\.ya?ml");

  /**
   * A service.
   *
   * @param image variables replaced by the defaults that stand beside them; empty where it is built
   * @param line of its name
   * @param imageLine of its image, or of its name where it has none
   */
  public record Service(
      String name, Optional<String> image, Node body, String file, int line, int imageLine) {}

  private static Compose read(ProjectView view) {
    List<Service> services = new ArrayList<>();
    for (String extension : List.of("yaml", "yml")) {
      for (IndexedFile file : view.withExtension(extension)) {
        if (NAME.matcher(file.name()).matches() && !Paths.notShipped(file.path())) {
          Parsed<List<Node>> parsed = view.parse(file, YAML);
          parsed.value().ifPresent(all -> all.forEach(d -> collect(file.path(), d, services)));
        }
      }
    }
    return new Compose(List.copyOf(services));
  }

  private static void collect(String file, Node document, List<Service> into) {
    for (Node.Entry each : document.entries("services")) {
      Optional<Node> image = each.value().at("image");
      into.add(
          new Service(
              each.key(),
              each.value().text("image").map(text -> Dockerfile.expand(text, Map.of())),
              each.value(),
              file,
              each.line(),
              image.map(Node::line).orElse(each.line())));
    }
  }
}
