package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** STG-PII: the log tells what happened, not who somebody is or how to become him. */
final class PersonalData {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "STG-PII",
              Phase.OBSERVE,
              "No personal data or secrets in logs",
              Weight.HIGH,
              Level.C,
              "Logs are copied to many places and read by many people, and nobody deletes a line"
                  + " from them.",
              "Log ids instead of what they stand for; never bodies, headers, passwords or tokens."
                  + " Redact by the logger (pino's redact, a masking converter), and give records"
                  + " of people a toString without their fields."),
          PersonalData::decide);

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\w*(password|passwd|passphrase|secret|access_?token|refresh_?token|api_?key|private_?key|credit_?card|card_?number|cvv|ssn|social_?security|authorization|iban)");
  private static final Pattern PERSON =
      Pattern.compile(
          "(?i)(user_?|customer_?)?(e?mail(_?address)?|phone(_?number)?|birth_?(date|day)|date_?of_?birth|full_?name|last_?name|first_?name|home_?address|street)");

  /** A log call and what is wrong with it, if anything is. */
  private record Line(Place place, boolean secret, boolean person) {}

  private static final Question<Code, List<Line>> CODE = Question.each(PersonalData::code);
  private static final Question<JavaFile, List<Line>> JAVA = Question.each(PersonalData::java);

  private PersonalData() {}

  private static Verdict decide(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Line> lines = new ArrayList<>();
    sources.mainJava(JAVA).forEach(lines::addAll);
    for (String platform : List.of("Node", "Python", "Go")) {
      sources.program(platform, CODE).forEach(lines::addAll);
    }
    List<Place> secrets = lines.stream().filter(Line::secret).map(Line::place).toList();
    if (!secrets.isEmpty()) {
      return Verdict.fail(
          secrets.size() == 1
              ? "A log line holds a secret or a whole request"
              : secrets.size() + " log lines hold a secret or a whole request",
          Place.shown(view, secrets));
    }
    List<Place> people = lines.stream().filter(Line::person).map(Line::place).toList();
    if (!people.isEmpty()) {
      return Wiring.attested(view, "STG-PII")
          .orElseGet(() ->
              Verdict.unknown(
                  "Log lines seem to tell of people; look at them and attest in dragoncode.yaml"
                      + " what is meant",
                  Place.shown(view, people)));
    }
    return lines.isEmpty()
        ? Verdict.notApplicable("The program writes no log lines of its own")
        : Verdict.pass(
            lines.size() == 1
                ? "The one log line names no secret and nobody"
                : "None of " + lines.size() + " log lines names a secret or a person");
  }

  private static Stream<Line> code(Code file) {
    return file.file().calls().stream()
        .filter(call -> logs(file.platform(), call))
        .map(call -> {
          List<Token> tokens = call.arguments();
          boolean secret = false;
          boolean person = false;
          for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.name()) {
              // what a template puts in: `user ${user.password}`
              secret |=
                  token.string()
                      && token
                          .text()
                          .matches(
                              "(?s).*[$#]?\\{[^}]*\\b(\\w+\\.)?(password|token|secret|authorization)\\b[^}]*}.*");
              continue;
            }
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            boolean member = i >= 1 && tokens.get(i - 1).is(".");
            boolean labelled = i + 1 < tokens.size() && tokens.get(i + 1).is(":");
            secret |=
                !called && !labelled && SECRET.matcher(token.text()).matches() && !masked(tokens);
            secret |=
                member
                    && token.text().matches("body|headers|cookies")
                    && i >= 2
                    && tokens.get(i - 2).text().matches("req|request|ctx")
                    && !followed(tokens, i);
            secret |= file.platform().equals("Node") && whole(tokens, i);
            person |= !called && (member || !labelled) && PERSON.matcher(token.text()).matches();
          }
          return new Line(new Place(file.path(), call.line()), secret, person);
        });
  }

  /** Whether the request, or all that is known of it, is an argument by itself. */
  private static boolean whole(List<Token> tokens, int at) {
    boolean begins = at == 0 || tokens.get(at - 1).is(",");
    boolean ends = at + 1 == tokens.size() || tokens.get(at + 1).is(",");
    long open = tokens.subList(0, at).stream().filter(t -> t.is("(") || t.is("{")).count();
    long closed = tokens.subList(0, at).stream().filter(t -> t.is(")") || t.is("}")).count();
    return begins && ends && open == closed && tokens.get(at).text().matches("req|request|ctx");
  }

  /** Whether only one member of the body or the headers is logged. */
  private static boolean followed(List<Token> tokens, int at) {
    return at + 1 < tokens.size() && (tokens.get(at + 1).is(".") || tokens.get(at + 1).is("["));
  }

  private static boolean masked(List<Token> tokens) {
    return tokens.stream()
        .anyMatch(t ->
            t.name() && t.text().matches("(?i).*(mask|redact|hash|length|len|boolean|has|is)\\w*"));
  }

  private static boolean logs(String platform, CodeFile.Call call) {
    String chain = call.chain();
    return switch (platform) {
      case "Node" ->
          chain.matches(
              "(?i)console\\.(log|info|debug|warn|error)|(.*\\.)?(log|logger)\\.(trace|debug|info|warn|error|fatal|log)");
      case "Python" ->
          chain.matches(
              "(?i)(logging|(.*\\.)?(_?log|_?logger))\\.(debug|info|warning|warn|error|exception|critical)");
      default ->
          chain.matches(
              "(?i)(log|slog|(.*\\.)?(log|logger|logrus|zap|sugar))\\.(Print(f|ln)?|Debug(f|w)?|Info(f|w)?|Warn(f|w)?|Error(f|w)?|Fatal(f|w)?)");
    };
  }

  private static Stream<Line> java(JavaFile file) {
    return file.source().calls().stream()
        .filter(c ->
            c.name().matches("trace|debug|info|warn|error")
                && c.scope().matches("(?i)(this\\.)?_?(log|logger)"))
        .map(c -> {
          boolean secret =
              c.arguments().stream()
                  .skip(1)
                  .anyMatch(a ->
                      (a.matches(
                                  "(?i).*\\bget(password|secret|accessToken|refreshToken|apiKey|cardNumber|cvv)\\(\\)")
                              || SECRET.matcher(a).matches())
                          && !a.matches("(?i).*(mask|redact|hash|length).*"));
          boolean person =
              c.arguments().stream()
                  .skip(1)
                  .anyMatch(a ->
                      a.matches(
                              "(?i).*\\bget(e?mail(address)?|phone(number)?|birth(date|day)|dateOfBirth|fullName|lastName|firstName)\\(\\)")
                          || PERSON.matcher(a).matches());
          return new Line(new Place(file.path(), c.line()), secret, person);
        });
  }
}
