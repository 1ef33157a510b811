package dev.dragoncode.project;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings.AllowedSecret;
import dev.dragoncode.project.ProjectSettings.Attestation;
import dev.dragoncode.project.ProjectSettings.Commands;
import dev.dragoncode.project.ProjectSettings.EmulatorSetting;
import dev.dragoncode.project.ProjectSettings.Goal;
import dev.dragoncode.project.ProjectSettings.Slo;
import dev.dragoncode.project.ProjectSettings.Waiver;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads dragoncode.yaml. What is wrong in one entry is said, and the rest is used. */
public final class SettingsFile {

  /** A gap that is accepted for longer is a decision about the goal, not a waiver. */
  public static final int MAX_WAIVER_DAYS = 90;

  /** After half a year a person should look again. */
  public static final int MAX_ATTESTATION_DAYS = 180;

  private static final Set<String> KEYS =
      Set.of("goal", "emulators", "slo", "waivers", "attestations", "commands", "secrets");
  private static final Set<String> GOAL = Set.of("metric", "target", "supporting", "until");
  private static final Set<String> EMULATOR =
      Set.of("version", "engine", "ports", "seed", "parameters", "lifecycle");
  private static final Set<String> DOCUMENT = Set.of("id", "file");
  private static final Set<String> LIFECYCLES = Set.of("session", "project");
  private static final Set<String> ENGINES =
      Set.of("docker", "embedded", "kubernetes", "auto", "none");
  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,6})\\s*(ms|s)");
  private static final Set<String> SLO = Set.of("name", "objective", "window", "query", "within");
  private static final Set<String> WAIVER = Set.of("check", "path", "reason", "owner", "expires");
  private static final Set<String> ATTESTATION = Set.of("check", "by", "on", "note");
  private static final Set<String> SECRETS = Set.of("allow");
  private static final Set<String> ALLOWED = Set.of("fingerprint", "reason");
  private static final Set<String> COMMANDS = Set.of("build", "test", "run");

  private final Path file;
  private final LocalDate today;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsFile(Path file, LocalDate today) {
    this.file = file;
    this.today = today;
  }

  /**
   * What the file says.
   *
   * @param settings what could be used
   * @param problems what could not, each with its line
   * @param readable false where the file is no YAML at all; the settings are then the defaults, and
   *     the last good ones should stay in force
   */
  public record Result(ProjectSettings settings, List<Problem> problems, boolean readable) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads the file's text.
   *
   * @param file where it stands, for the problems
   * @param today what "expired" is measured against
   */
  public static Result read(String text, Path file, LocalDate today) {
    SettingsFile reader = new SettingsFile(file, today);
    Node root;
    try {
      root = Yaml.document(text);
    } catch (SyntaxException e) {
      return new Result(ProjectSettings.none(), List.of(reader.broken(e)), false);
    }
    if (!(root instanceof Node.Mapping)) {
      reader.problem(root, "it should hold keys such as goal, emulators and waivers");
      return new Result(ProjectSettings.none(), reader.problems, false);
    }
    return new Result(reader.settings(root), reader.problems, true);
  }

  private ProjectSettings settings(Node root) {
    known(root, KEYS);
    return new ProjectSettings(
        root.at("goal").flatMap(this::goal),
        emulators(root),
        each(root, "slo", this::slo),
        each(root, "waivers", this::waiver),
        each(root, "attestations", this::attestation),
        commands(root),
        allowed(root));
  }

  private List<AllowedSecret> allowed(Node root) {
    Optional<Node> secrets = root.at("secrets");
    if (secrets.isEmpty() || empty(secrets.get())) {
      return List.of();
    }
    known(secrets.get(), SECRETS);
    return each(secrets.get(), "allow", this::allowedSecret);
  }

  private Optional<AllowedSecret> allowedSecret(Node node) {
    known(node, ALLOWED);
    Optional<String> fingerprint = required(node, "allow", "fingerprint");
    Optional<String> reason = required(node, "allow", "reason");
    if (fingerprint.isEmpty() || reason.isEmpty()) {
      return Optional.empty();
    }
    if (!fingerprint.get().matches("[0-9a-f]{16}")) {
      problem(
          node.at("fingerprint").orElse(node),
          "a fingerprint is 16 hexadecimal digits, as dragoncode check tells it");
      return Optional.empty();
    }
    return Optional.of(new AllowedSecret(fingerprint.get(), reason.get(), node.line()));
  }

  private Optional<Goal> goal(Node node) {
    known(node, GOAL);
    Optional<String> metric = required(node, "goal", "metric");
    Optional<String> target = required(node, "goal", "target");
    if (metric.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Goal(
            metric.get(),
            target.get(),
            node.texts("supporting"),
            date(node, "until"),
            node.line()));
  }

  private Map<String, EmulatorSetting> emulators(Node root) {
    Map<String, EmulatorSetting> emulators = new LinkedHashMap<>();
    for (Node.Entry entry : root.entries("emulators")) {
      Node value = entry.value();
      if (!(value instanceof Node.Mapping) && !empty(value)) {
        problem(value, "an emulator's settings are keys such as version and engine");
        continue;
      }
      known(value, EMULATOR);
      Optional<String> engine = value.text("engine").map(each -> each.toLowerCase(Locale.ROOT));
      if (engine.isPresent() && !ENGINES.contains(engine.get())) {
        problem(
            value.at("engine").orElse(value),
            "engine \"" + engine.get() + "\" is none of docker, embedded, auto and none");
        engine = Optional.empty();
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      value
          .entries("parameters")
          .forEach(each ->
              parameter(entry.key(), each).ifPresent(text -> parameters.put(each.key(), text)));
      emulators.put(
          entry.key(),
          new EmulatorSetting(
              engine.filter("none"::equals).isEmpty(),
              value.text("version"),
              engine.filter(each -> !each.equals("none")),
              ports(value),
              value.texts("seed"),
              parameters,
              lifecycle(value),
              entry.line()));
    }
    root.at("emulators")
        .filter(node -> !(node instanceof Node.Mapping) && !empty(node))
        .ifPresent(node -> problem(node, "emulators are named by their ids, such as postgresql:"));
    return emulators;
  }

  private Optional<String> parameter(String emulator, Node.Entry parameter) {
    Node value = parameter.value();
    if (value instanceof Node.Scalar) {
      return value.text();
    }
    if (emulator.equals("fakes") && parameter.key().equals("openapi")) {
      return Optional.of(
          value.items().stream()
              .flatMap(item -> document(item).stream())
              .collect(Collectors.joining("\n")));
    }
    problem(
        value, "the parameter \"" + parameter.key() + "\" is a text, a number or a truth value");
    return Optional.empty();
  }

  /** An OpenAPI document: its path or address, behind {@code ID=} where it has an id. */
  private Optional<String> document(Node item) {
    if (item instanceof Node.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    known(item, DOCUMENT);
    Optional<String> file = item.text("file");
    Optional<String> id = item.text("id");
    if (file.isEmpty()) {
      problem(item, "an OpenAPI document is a path or an address, or {id, file}");
      return Optional.empty();
    }
    if (id.isPresent() && !id.get().matches("[a-z0-9][a-z0-9-]{0,39}")) {
      problem(
          item, "the id \"" + id.get() + "\" is no lower-case word of letters, digits and hyphens");
      return Optional.empty();
    }
    return Optional.of(id.map(each -> each + "=").orElse("") + file.get());
  }

  private Optional<String> lifecycle(Node emulator) {
    Optional<String> lifecycle = emulator.text("lifecycle");
    if (lifecycle.isPresent() && !LIFECYCLES.contains(lifecycle.get())) {
      problem(
          emulator.at("lifecycle").orElse(emulator),
          "lifecycle \"" + lifecycle.get() + "\" is neither session nor project");
      return Optional.empty();
    }
    return lifecycle;
  }

  private Map<String, Integer> ports(Node emulator) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (Node.Entry port : emulator.entries("ports")) {
      Optional<Integer> number = port.value().text().flatMap(SettingsFile::integer);
      if (number.isEmpty() || number.get() < 1 || number.get() > 65_535) {
        problem(port.value(), "a port is a number from 1 to 65535");
      } else {
        ports.put(port.key(), number.get());
      }
    }
    return ports;
  }

  private Optional<Slo> slo(Node node) {
    known(node, SLO);
    Optional<String> name = required(node, "slo", "name");
    Optional<String> objective = required(node, "slo", "objective");
    if (name.isEmpty() || objective.isEmpty()) {
      return Optional.empty();
    }
    Optional<Double> percent = decimal(objective.get().replace("%", "").strip());
    if (percent.isEmpty() || percent.get() <= 0 || percent.get() >= 100) {
      problem(node.at("objective").orElse(node), "an objective is a percentage between 0 and 100");
      return Optional.empty();
    }
    return Optional.of(
        new Slo(
            name.get(),
            percent.get(),
            node.text("window").orElse(""),
            node.text("query"),
            within(node),
            node.line()));
  }

  private Optional<Duration> within(Node slo) {
    Optional<String> written = slo.text("within");
    Optional<Duration> within = written.flatMap(SettingsFile::time);
    if (written.isPresent() && within.isEmpty()) {
      problem(slo.at("within").orElse(slo), "a time is written as 300ms or 2s");
    }
    return within;
  }

  private static Optional<Duration> time(String text) {
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(time.group(1));
    return Optional.of(
        time.group(2).equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number));
  }

  private Optional<Waiver> waiver(Node node) {
    known(node, WAIVER);
    Optional<String> check = required(node, "waivers", "check");
    Optional<String> reason = required(node, "waivers", "reason");
    Optional<String> owner = required(node, "waivers", "owner");
    if (check.isEmpty() || reason.isEmpty() || owner.isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalDate> expires = date(node, "expires");
    if (expires.isEmpty()) {
      if (node.at("expires").isEmpty()) {
        problem(node, "a waiver needs an expiry, as in expires: " + today.plusDays(30));
      }
      return Optional.empty();
    }
    Node place = node.at("expires").orElse(node);
    if (expires.get().isBefore(today)) {
      problem(place, "the waiver of " + check.get() + " expired on " + expires.get());
      return Optional.empty();
    }
    long days = ChronoUnit.DAYS.between(today, expires.get());
    if (days > MAX_WAIVER_DAYS) {
      problem(
          place,
          "the waiver of "
              + check.get()
              + " runs for "
              + days
              + " days, and "
              + MAX_WAIVER_DAYS
              + " is the most; choose a date up to "
              + today.plusDays(MAX_WAIVER_DAYS));
      return Optional.empty();
    }
    return Optional.of(
        new Waiver(
            check.get(), node.text("path"), reason.get(), owner.get(), expires.get(), node.line()));
  }

  private Optional<Attestation> attestation(Node node) {
    known(node, ATTESTATION);
    Optional<String> check = required(node, "attestations", "check");
    Optional<String> by = required(node, "attestations", "by");
    Optional<LocalDate> on = date(node, "on");
    if (check.isEmpty() || by.isEmpty() || on.isEmpty()) {
      if (node.at("on").isEmpty()) {
        problem(node, "an attestation needs its date, as in on: " + today);
      }
      return Optional.empty();
    }
    if (on.get().isAfter(today)) {
      problem(node.at("on").orElse(node), "an attestation cannot be of a day to come");
      return Optional.empty();
    }
    if (on.get().isBefore(today.minusDays(MAX_ATTESTATION_DAYS))) {
      problem(
          node.at("on").orElse(node),
          "the attestation of "
              + check.get()
              + " is older than "
              + MAX_ATTESTATION_DAYS
              + " days; look again and give it a new date");
      return Optional.empty();
    }
    return Optional.of(
        new Attestation(check.get(), by.get(), on.get(), node.text("note"), node.line()));
  }

  private Commands commands(Node root) {
    root.at("commands").ifPresent(node -> known(node, COMMANDS));
    return new Commands(
        root.text("commands", "build"),
        root.text("commands", "test"),
        root.text("commands", "run"));
  }

  private <T> List<T> each(
      Node root, String key, java.util.function.Function<Node, Optional<T>> reader) {
    List<T> read = new ArrayList<>();
    root.at(key)
        .filter(node -> !(node instanceof Node.Sequence) && !empty(node))
        .ifPresent(node -> problem(node, key + " is a list: begin each entry with a dash"));
    for (Node item : root.items(key)) {
      if (item instanceof Node.Mapping) {
        reader.apply(item).ifPresent(read::add);
      } else {
        problem(item, "an entry of " + key + " is made of keys and values");
      }
    }
    return read;
  }

  private Optional<String> required(Node node, String section, String key) {
    Optional<String> value = node.text(key).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      problem(node, "an entry of " + section + " needs " + key);
    }
    return value;
  }

  private Optional<LocalDate> date(Node node, String key) {
    Optional<Node> value = node.at(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = node.text(key).orElse("");
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      problem(value.get(), key + " \"" + text + "\" is no date; write it as " + today);
      return Optional.empty();
    }
  }

  private void known(Node node, Set<String> keys) {
    for (Node.Entry entry : node.entries()) {
      if (!keys.contains(entry.key())) {
        String near =
            Spelling.nearest(entry.key(), keys)
                .map(key -> "; did you mean \"" + key + "\"?")
                .orElse("; known are " + String.join(", ", keys.stream().sorted().toList()));
        add(entry.line(), entry.column(), "the key \"" + entry.key() + "\" is not known" + near);
      }
    }
  }

  private void problem(Node place, String reason) {
    add(place.line(), place.column(), reason);
  }

  private void add(int line, int column, String reason) {
    problems.add(
        Problem.of(
            "Part of " + ProjectSettings.FILE + " is not used",
            "Line " + line + ", column " + column + ": " + reason + ".",
            Remedy.of("Open the file at line " + line + ".", new Remedy.OpenFile(file, line))));
  }

  private Problem broken(SyntaxException e) {
    String where = e.line() > 0 ? "Line " + e.line() + ", column " + e.column() + ": " : "";
    return Problem.of(
            ProjectSettings.FILE + " cannot be read",
            where
                + e.getMessage()
                + ". Until it is mended, the last settings that could be read"
                + " stay in force.",
            Remedy.of(
                e.line() > 0 ? "Mend line " + e.line() + "." : "Mend the file.",
                new Remedy.OpenFile(file, Math.max(1, e.line()))))
        .causedBy(e);
  }

  private static boolean empty(Node node) {
    return node instanceof Node.Scalar scalar
        && (scalar.text().isEmpty() || scalar.text().equals("null") || scalar.text().equals("~"));
  }

  private static Optional<Integer> integer(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> decimal(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
