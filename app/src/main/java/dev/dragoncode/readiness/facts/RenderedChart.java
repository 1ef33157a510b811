package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resources of a chart as Helm renders it. Each stands where its template names its kind; the
 * lines of what Helm printed are no lines of a file, and so are not told.
 */
final class RenderedChart {

  private static final String SOURCE = "# Source: ";

  private RenderedChart() {}

  /**
   * Reads what Helm printed; empty where it is no YAML.
   *
   * @param chart its folder
   */
  static Optional<List<Resource>> read(ProjectView view, String chart, String manifests) {
    List<Node> documents;
    try {
      documents = Yaml.documents(manifests);
    } catch (SyntaxException e) {
      return Optional.empty();
    }
    List<String> lines = manifests.lines().toList();
    List<Resource> resources = new ArrayList<>();
    for (Node each : documents) {
      Optional<String> kind = each.text("kind");
      if (kind.isPresent()) {
        String file = template(view, chart, lines, each.line());
        resources.add(
            new Resource(
                kind.get(),
                each.text("metadata", "name").orElse(""),
                placed(each, line(view, file, kind.get())),
                file));
      }
    }
    return Optional.of(resources);
  }

  /** The template that a document of Helm's comes from, else the chart's own file. */
  private static String template(ProjectView view, String chart, List<String> lines, int line) {
    String folder = chart.isEmpty() ? "" : chart + "/";
    for (int i = Math.min(line, lines.size()) - 1; i >= 0; i--) {
      String text = lines.get(i);
      if (text.startsWith(SOURCE)) {
        // the first part is the chart's name, whatever its folder is called
        String path = folder + text.substring(text.indexOf('/') + 1).strip();
        if (view.file(path).isPresent()) {
          return path;
        }
        break;
      }
    }
    return folder + "Chart.yaml";
  }

  /** Where a template names the kind; 0 where it does not, or more than once. */
  private static int line(ProjectView view, String file, String kind) {
    List<String> lines =
        view.file(file).flatMap(view::text).map(text -> text.lines().toList()).orElse(List.of());
    int found = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals("kind: " + kind)) {
        if (found > 0) {
          return 0;
        }
        found = i + 1;
      }
    }
    return found;
  }

  private static Node placed(Node node, int line) {
    return switch (node) {
      case Node.Scalar scalar -> new Node.Scalar(scalar.text(), line, 0);
      case Node.Sequence sequence ->
          new Node.Sequence(sequence.items().stream().map(n -> placed(n, 0)).toList(), line, 0);
      case Node.Mapping mapping -> {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        mapping
            .entries()
            .forEach((key, entry) ->
                entries.put(key, new Node.Entry(entry.key(), placed(entry.value(), 0), 0, 0)));
        yield new Node.Mapping(entries, line, 0);
      }
    };
  }
}
