package dev.dragoncode.emulators.model;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the {@code ${name}} placeholders of a catalog entry's texts with values; never changes.
 * {@code ${name|uri}} is the value with what is special in addresses percent-encoded, {@code
 * ${name|sql}} the value as it stands between the single quotes of a MySQL text.
 */
public final class Placeholders {

  private static final String URI_FORM = "|uri";
  private static final String SQL_FORM = "|sql";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, String> values;

  private Placeholders(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The values that every engine knows: {@code host}, {@code port.*}, {@code clientPort.*}, {@code
   * containerPort.*} and {@code parameter.*}.
   *
   * @param host where the emulator's ports are published
   * @param ports published ports by the spec's port names
   * @param parameters values by the spec's parameter names
   */
  public static Placeholders of(
      EmulatorSpec spec, String host, Map<String, Integer> ports, Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("host", host);
    ports.forEach((name, port) -> values.put("port." + name, String.valueOf(port)));
    ports.forEach((name, port) -> values.put("clientPort." + name, String.valueOf(port)));
    spec.ports()
        .forEach(port ->
            values.put("containerPort." + port.name(), String.valueOf(port.containerPort())));
    parameters.forEach((name, value) -> values.put("parameter." + name, value));
    return new Placeholders(values);
  }

  /** The same where clients come to other ports than those that the emulator listens on. */
  public Placeholders withClientPorts(Map<String, Integer> ports) {
    Placeholders all = this;
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      all = all.with("clientPort." + port.getKey(), String.valueOf(port.getValue()));
    }
    return all;
  }

  /** The same with one more value, such as {@code data}. */
  public Placeholders with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Placeholders(more);
  }

  /**
   * The text with its placeholders filled in. Values are taken as they are: a placeholder inside
   * one stays.
   *
   * @throws dev.dragoncode.problem.ProblemException if a placeholder is unknown
   */
  public String fill(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(valueOf(found.group(1), text)));
  }

  /** {@link #fill(String)} for each text. */
  public List<String> fill(List<String> texts) {
    return texts.stream().map(this::fill).toList();
  }

  /** {@link #fill(String)} for each key and value, in the same order. */
  public Map<String, String> fill(Map<String, String> texts) {
    Map<String, String> filled = new LinkedHashMap<>();
    texts.forEach((key, value) -> filled.put(fill(key), fill(value)));
    return filled;
  }

  /** The names of the placeholders in a text, without their forms. */
  public static Set<String> namesIn(String text) {
    Set<String> names = new TreeSet<>();
    PLACEHOLDER.matcher(text).results().forEach(found -> names.add(plain(found.group(1))));
    return names;
  }

  private static String plain(String name) {
    return name.endsWith(URI_FORM) || name.endsWith(SQL_FORM)
        ? name.substring(0, name.lastIndexOf('|'))
        : name;
  }

  private String valueOf(String name, String text) {
    String value = values.get(plain(name));
    if (value == null) {
      throw Problem.of(
              "Unknown placeholder ${" + name + "}",
              "It stands in “" + text + "” of a catalog entry, and nothing has that name here.",
              Remedy.of("Use one of: " + String.join(", ", new TreeSet<>(values.keySet())) + "."))
          .asException();
    }
    if (name.endsWith(URI_FORM)) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
    return name.endsWith(SQL_FORM) ? value.replace("\\", "\\\\").replace("'", "''") : value;
  }
}
