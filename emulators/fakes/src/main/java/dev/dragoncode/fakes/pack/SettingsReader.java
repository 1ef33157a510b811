package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the file that configures a pack; what does not fit is a problem that says where. */
public final class SettingsReader {

  private static final String VALUES = "values";
  private static final String SEED = "seed";

  private final Pack pack;
  private final PackCode code;

  private SettingsReader(Pack pack, PackCode code) {
    this.pack = pack;
    this.code = code;
  }

  /**
   * What a text says about a pack.
   *
   * @param source what to call the text in a problem, such as its path
   * @throws dev.dragoncode.problem.ProblemException if it does not fit the pack
   */
  public static PackSettings read(String source, String text, Pack pack, PackCode code) {
    try {
      return new SettingsReader(pack, code).read(YamlNode.parse(text));
    } catch (YamlException e) {
      throw Problem.of(
              "The configuration of the fake API “%s” cannot be read".formatted(pack.name()),
              "%s, line %d, column %d: %s"
                  .formatted(source, e.place().line(), e.place().column(), e.getMessage()),
              Remedy.of("Mend the file; app/docs/fakes.md explains every field."))
          .asException();
    }
  }

  private PackSettings read(YamlNode document) throws YamlException {
    List<String> known = new ArrayList<>(List.of(VALUES, SEED));
    known.addAll(code.configurable());
    YamlFields said = YamlFields.of(document, known);
    PackSettings.Draft draft = new PackSettings.Draft();
    values(said, draft);
    seed(said, draft);
    code.configure(said, draft);
    return draft.settings();
  }

  private void values(YamlFields said, PackSettings.Draft draft) throws YamlException {
    if (!said.has(VALUES)) {
      return;
    }
    List<String> known = new ArrayList<>();
    pack.values().fieldNames().forEachRemaining(known::add);
    YamlFields values = YamlFields.of(said.required(VALUES), known);
    for (String name : known) {
      if (values.has(name)) {
        YamlNode value = values.required(name);
        if (YamlJson.of(value).getNodeType() != pack.values().path(name).getNodeType()) {
          throw new YamlException(
              value.place(),
              "“%s” is a value such as %s".formatted(name, pack.values().path(name)));
        }
        draft.value(name, YamlJson.of(value));
      }
    }
  }

  private void seed(YamlFields said, PackSettings.Draft draft) throws YamlException {
    if (!said.has(SEED)) {
      return;
    }
    YamlFields seed = YamlFields.of(said.required(SEED), List.copyOf(pack.resources().keySet()));
    for (Map.Entry<String, YamlNode> entry : PackReader.named(said.required(SEED)).entrySet()) {
      if (!(YamlJson.of(entry.getValue()) instanceof ArrayNode rows)) {
        throw new YamlException(
            seed.placeOf(entry.getKey()), "expected a list of rows of “" + entry.getKey() + "”");
      }
      for (YamlNode row : ((YamlNode.Sequence) entry.getValue()).items()) {
        if (!(row instanceof YamlNode.Mapping)) {
          throw new YamlException(row.place(), "a row is names and values");
        }
      }
      draft.rows(entry.getKey(), rows);
    }
  }
}
