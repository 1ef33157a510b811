package dev.dragoncode.emulators.catalog;

import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.Observe;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what of a running emulator a person can see. */
final class ObserveReader {

  private ObserveReader() {}

  static Observe read(YamlFields fields) throws YamlException {
    if (!fields.has("observe")) {
      return Observe.NOTHING;
    }
    YamlFields observe = YamlFields.of(fields.required("observe"), List.of("page", "levels"));
    return new Observe(pages(observe), levels(observe));
  }

  private static Map<EngineKind, String> pages(YamlFields observe) throws YamlException {
    Map<EngineKind, String> pages = new EnumMap<>(EngineKind.class);
    if (observe.has("page")) {
      YamlFields page = YamlFields.of(observe.required("page"), List.of("container", "embedded"));
      put(page, "container", EngineKind.DOCKER, pages);
      put(page, "embedded", EngineKind.EMBEDDED, pages);
    }
    return pages;
  }

  private static void put(
      YamlFields page, String field, EngineKind kind, Map<EngineKind, String> pages)
      throws YamlException {
    Optional<String> address = page.optionalText(field);
    if (address.isPresent()) {
      if (!address.get().matches("https?://.+")) {
        throw new YamlException(page.placeOf(field), "a page begins with http:// or https://");
      }
      pages.put(kind, address.get());
    }
  }

  private static Map<LogLine.Level, Pattern> levels(YamlFields observe) throws YamlException {
    Map<LogLine.Level, Pattern> levels = new LinkedHashMap<>();
    for (Map.Entry<String, String> level : observe.textMap("levels").entrySet()) {
      try {
        levels.put(
            YamlFields.word(level.getKey(), observe.placeOf("levels"), LogLine.Level.class),
            Pattern.compile(level.getValue()));
      } catch (PatternSyntaxException e) {
        throw new YamlException(
            observe.placeOf("levels"),
            "“%s” is no regular expression: %s".formatted(level.getValue(), e.getDescription()));
      }
    }
    return levels;
  }
}
