package dev.dragoncode.project;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings.AllowedSecret;
import dev.dragoncode.project.ProjectSettings.Attestation;
import dev.dragoncode.project.ProjectSettings.Commands;
import dev.dragoncode.project.ProjectSettings.Goal;
import dev.dragoncode.project.ProjectSettings.Slo;
import dev.dragoncode.project.ProjectSettings.Waiver;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dragoncode.yaml. What is wrong in one entry is said, and the rest is used. */
public final class SettingsFile {

  /** A gap that is accepted for longer is a decision about the goal, not a waiver. */
  public static final int MAX_WAIVER_DAYS = 90;

  /** After half a year a person should look again. */
  public static final int MAX_ATTESTATION_DAYS = 180;

  private static final Set<String> KEYS =
      Set.of("goal", "emulators", "slo", "waivers", "attestations", "commands", "secrets");
  private static final Set<String> GOAL = Set.of("metric", "target", "supporting", "until");
  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,6})\\s*(ms|s)");
  private static final Set<String> SLO = Set.of("name", "objective", "window", "query", "within");
  private static final Set<String> WAIVER = Set.of("check", "path", "reason", "owner", "expires");
  private static final Set<String> ATTESTATION = Set.of("check", "by", "on", "note");
  private static final Set<String> SECRETS = Set.of("allow");
  private static final Set<String> ALLOWED = Set.of("fingerprint", "reason");
  private static final Set<String> COMMANDS = Set.of("build", "test", "run");

  private final Path file;
  private final LocalDate today;
  private final SettingsEntries entries;

  private SettingsFile(Path file, LocalDate today) {
    this.file = file;
    this.today = today;
    this.entries = new SettingsEntries(file, today);
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
      reader.entries.problem(root, "it should hold keys such as goal, emulators and waivers");
      return new Result(ProjectSettings.none(), reader.entries.problems(), false);
    }
    return new Result(reader.settings(root), reader.entries.problems(), true);
  }

  private ProjectSettings settings(Node root) {
    entries.known(root, KEYS);
    return new ProjectSettings(
        root.at("goal").flatMap(this::goal),
        new EmulatorEntries(entries).read(root),
        entries.each(root, "slo", this::slo),
        entries.each(root, "waivers", this::waiver),
        entries.each(root, "attestations", this::attestation),
        commands(root),
        allowed(root));
  }

  private List<AllowedSecret> allowed(Node root) {
    Optional<Node> secrets = root.at("secrets");
    if (secrets.isEmpty() || SettingsEntries.empty(secrets.get())) {
      return List.of();
    }
    entries.known(secrets.get(), SECRETS);
    return entries.each(secrets.get(), "allow", this::allowedSecret);
  }

  private Optional<AllowedSecret> allowedSecret(Node node) {
    entries.known(node, ALLOWED);
    Optional<String> fingerprint = entries.required(node, "allow", "fingerprint");
    Optional<String> reason = entries.required(node, "allow", "reason");
    if (fingerprint.isEmpty() || reason.isEmpty()) {
      return Optional.empty();
    }
    if (!fingerprint.get().matches("[0-9a-f]{16}")) {
      entries.problem(
          node.at("fingerprint").orElse(node),
          "a fingerprint is 16 hexadecimal digits, as dragoncode check tells it");
      return Optional.empty();
    }
    return Optional.of(new AllowedSecret(fingerprint.get(), reason.get(), node.line()));
  }

  private Optional<Goal> goal(Node node) {
    entries.known(node, GOAL);
    Optional<String> metric = entries.required(node, "goal", "metric");
    Optional<String> target = entries.required(node, "goal", "target");
    if (metric.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Goal(
            metric.get(),
            target.get(),
            node.texts("supporting"),
            entries.date(node, "until"),
            node.line()));
  }

  private Optional<Slo> slo(Node node) {
    entries.known(node, SLO);
    Optional<String> name = entries.required(node, "slo", "name");
    Optional<String> objective = entries.required(node, "slo", "objective");
    if (name.isEmpty() || objective.isEmpty()) {
      return Optional.empty();
    }
    Optional<Double> percent = decimal(objective.get().replace("%", "").strip());
    if (percent.isEmpty() || percent.get() <= 0 || percent.get() >= 100) {
      entries.problem(
          node.at("objective").orElse(node), "an objective is a percentage between 0 and 100");
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
      entries.problem(slo.at("within").orElse(slo), "a time is written as 300ms or 2s");
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
    entries.known(node, WAIVER);
    Optional<String> check = entries.required(node, "waivers", "check");
    Optional<String> reason = entries.required(node, "waivers", "reason");
    Optional<String> owner = entries.required(node, "waivers", "owner");
    if (check.isEmpty() || reason.isEmpty() || owner.isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalDate> expires = entries.date(node, "expires");
    if (expires.isEmpty()) {
      if (node.at("expires").isEmpty()) {
        entries.problem(node, "a waiver needs an expiry, as in expires: " + today.plusDays(30));
      }
      return Optional.empty();
    }
    Node place = node.at("expires").orElse(node);
    if (expires.get().isBefore(today)) {
      entries.problem(place, "the waiver of " + check.get() + " expired on " + expires.get());
      return Optional.empty();
    }
    long days = ChronoUnit.DAYS.between(today, expires.get());
    if (days > MAX_WAIVER_DAYS) {
      entries.problem(
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
    entries.known(node, ATTESTATION);
    Optional<String> check = entries.required(node, "attestations", "check");
    Optional<String> by = entries.required(node, "attestations", "by");
    Optional<LocalDate> on = entries.date(node, "on");
    if (check.isEmpty() || by.isEmpty() || on.isEmpty()) {
      if (node.at("on").isEmpty()) {
        entries.problem(node, "an attestation needs its date, as in on: " + today);
      }
      return Optional.empty();
    }
    if (on.get().isAfter(today)) {
      entries.problem(node.at("on").orElse(node), "an attestation cannot be of a day to come");
      return Optional.empty();
    }
    if (on.get().isBefore(today.minusDays(MAX_ATTESTATION_DAYS))) {
      entries.problem(
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
    root.at("commands").ifPresent(node -> entries.known(node, COMMANDS));
    return new Commands(
        root.text("commands", "build"),
        root.text("commands", "test"),
        root.text("commands", "run"));
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

  private static Optional<Double> decimal(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
