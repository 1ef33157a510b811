package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.Mapping;
import dev.dragoncode.io.yaml.YamlNode.Sequence;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads rows to begin with, as YAML or JSON: for each resource a list of them. */
public final class SeedReader {

  /** Of one file: with them the server stays within its memory. */
  private static final int MOST = 20_000;

  private SeedReader() {}

  /**
   * One row and where it stands.
   *
   * @param line from 1
   */
  public record Row(ObjectNode values, int line) {}

  /**
   * Reads rows.
   *
   * @param name of the file, for what goes wrong
   * @return rows by resource, in the order of the file
   * @throws dev.dragoncode.problem.ProblemException if it is no mapping from resources to rows, or
   *     names a resource that the pack has not got
   */
  public static Map<String, List<Row>> read(String name, String text, Pack pack) {
    try {
      if (!(YamlNode.parse(text) instanceof Mapping document)) {
        throw new YamlException(new YamlNode.Place(1, 1), "rows stand below their resource's name");
      }
      Map<String, List<Row>> rows = new LinkedHashMap<>();
      for (Map.Entry<String, YamlNode.Entry> entry : document.entries().entrySet()) {
        if (!pack.resources().containsKey(entry.getKey())) {
          throw new YamlException(
              entry.getValue().keyPlace(),
              "%s keeps no “%s”; it keeps %s"
                  .formatted(
                      pack.name(), entry.getKey(), String.join(", ", pack.resources().keySet())));
        }
        rows.put(entry.getKey(), rows(entry.getKey(), entry.getValue().value()));
      }
      if (rows.values().stream().mapToInt(List::size).sum() > MOST) {
        throw new YamlException(
            document.place(), "it has more than %,d rows; cut it in pieces".formatted(MOST));
      }
      return rows;
    } catch (YamlException e) {
      throw problem(name, e.place().line(), String.valueOf(e.getMessage())).asException();
    }
  }

  private static List<Row> rows(String resource, YamlNode node) throws YamlException {
    if (!(node instanceof Sequence sequence)) {
      throw new YamlException(node.place(), "“" + resource + "” is a list of rows");
    }
    List<Row> rows = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (!(YamlJson.of(item) instanceof ObjectNode values)) {
        throw new YamlException(item.place(), "a row is a mapping from fields to values");
      }
      rows.add(new Row(values, item.place().line()));
    }
    return rows;
  }

  /** What is wrong with a line of a seed. */
  public static Problem problem(String name, int line, String why) {
    return Problem.of(
        "The seed cannot be used",
        "%s, line %d: %s. Nothing was changed.".formatted(name, line, why),
        Remedy.of("Mend that line, then seed again."));
  }
}
