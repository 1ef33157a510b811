package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PRE-DEFAULTSECRET: no key that signs or opens something stands in the program as its default. */
final class DefaultSecrets {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-DEFAULTSECRET",
              Phase.HARDEN,
              "No built-in fallback for a signing key or password",
              Weight.CRITICAL,
              Level.C,
              "A default key is known to everybody who has read the source. Where the variable is"
                  + " forgotten, anybody signs a token for any account.",
              "Take the default away, so that a start without the variable fails, or refuse the"
                  + " default at the start outside development."),
          DefaultSecrets::decide);

  private static final Pattern HANDED_OUT =
      Pattern.compile("(.*/)?src/main/resources/(shared|configs?|config-repo)/[^/]+");
  private static final String MASK = "••••";

  private static final Pattern KEY =
      Pattern.compile(
          "(?i)(.*[._-])?(secret(-?key)?|signing-?key|private-?key|encryption-?key|jwt\\.key|password|passphrase|client-?secret)");

  /** Keys whose value is about secrets without being one. */
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i).*(location|path|file|provider|enabled|policy|encoder|header|param|field|name|expir\\w*|length|size|type|algorithm|alias).*");

  private static final Pattern REFERENCE = Pattern.compile("(?s).*\\$\\{([^}:]+)(?::([^}]*))?}.*");

  private static final Question<Code, List<Hit>> CODE =
      Question.each(file ->
          file.file().secretLiterals().stream()
              .filter(l -> !l.refused())
              .map(l -> new Hit(new Place(file.path(), l.line()), l.text())));
  private static final Question<JavaFile, List<Hit>> JAVA = Question.each(DefaultSecrets::java);
  private static final Pattern CONSTANT =
      Pattern.compile("(?i)String\\s+\\w*(secret|key)\\w*\\s*=\\s*\"([^\"]{4,})\"");

  /** A place and what must not be shown of it. */
  private record Hit(Place place, String secret) {
    Evidence shown(ProjectView view) {
      Evidence whole = place.shown(view);
      return new Evidence(whole.file(), whole.line(), whole.excerpt().replace(secret, MASK));
    }
  }

  private DefaultSecrets() {}

  private static Verdict decide(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Hit> hits = new ArrayList<>();
    sources.mainJava(JAVA).forEach(hits::addAll);
    for (String platform : List.of("Node", "Python", "Go")) {
      sources.program(platform, CODE).forEach(hits::addAll);
    }
    settings(view, hits);
    constants(view, sources, hits);
    List<Hit> aside =
        hits.stream().filter(h -> ScriptsAside.holds(view, h.place().file())).toList();
    hits.removeAll(aside);
    List<Evidence> shown = shown(view, hits);
    if (!shown.isEmpty()) {
      return Verdict.fail(
          shown.size() == 1
              ? "A key or password stands in the program as its default"
              : shown.size() + " keys or passwords stand in the program as defaults",
          shown);
    }
    if (!aside.isEmpty()) {
      return Wiring.attested(view, "PRE-DEFAULTSECRET")
          .orElseGet(() ->
              Verdict.unknown(
                  "Scripts beside the program hold keys or passwords; that they open nothing real"
                      + " should be attested in dragoncode.yaml",
                  shown(view, aside)));
    }
    return Verdict.pass("No key or password stands in the program as its default");
  }

  private static List<Evidence> shown(ProjectView view, List<Hit> hits) {
    return hits.stream().limit(Verdict.MAX_EVIDENCE).map(h -> h.shown(view)).distinct().toList();
  }

  /** Settings that hold without a profile, or in production's. */
  private static void settings(ProjectView view, List<Hit> hits) {
    Stream.concat(Wiring.settings(view), handedOut(view))
        .filter(l ->
            KEY.matcher(l.setting().key()).matches() && !ABOUT.matcher(l.setting().key()).matches())
        .forEach(l -> {
          String text = l.value().strip();
          Matcher reference = REFERENCE.matcher(text);
          String fallback =
              reference.matches() ? (reference.group(2) == null ? "" : reference.group(2)) : text;
          boolean placeholder =
              fallback.matches(
                  "<.*>|\\*+|\\{cipher}.*|\\{(noop|bcrypt)}.*|ENC\\(.*\\)|vault:.*|classpath:.*|file:.*|true|false|null|\\d{1,4}");
          boolean memory =
              l.setting().key().endsWith("datasource.password") && memoryBeside(view, l);
          if (!fallback.isEmpty() && !placeholder && !memory) {
            hits.add(new Hit(new Place(l.file(), l.line()), fallback));
          }
        });
  }

  /** What Spring Cloud's configuration server hands to the other programs from its own folder. */
  private static Stream<Located> handedOut(ProjectView view) {
    boolean server =
        view.get(Manifests.FACT)
            .uses(d -> d.name().endsWith(":spring-cloud-config-server"))
            .isPresent();
    return server
        ? Stream.of("yml", "yaml")
            .flatMap(extension -> view.withExtension(extension).stream())
            .filter(f -> HANDED_OUT.matcher(f.path()).matches())
            .flatMap(f ->
                view.parse(f, Compose.YAML).value().orElse(List.of()).stream()
                    .flatMap(document -> document.flatten().stream())
                    .map(s -> new Located(f.path(), s, Optional.empty())))
        : Stream.empty();
  }

  /** The password of a database in memory opens nothing. */
  private static boolean memoryBeside(ProjectView view, Located password) {
    return view.get(Configuration.FACT)
        .all()
        .anyMatch(l ->
            l.file().equals(password.file())
                && l.setting().key().endsWith("datasource.url")
                && l.value().contains(":mem:"));
  }

  private static Stream<Hit> java(JavaFile file) {
    List<Hit> hits = new ArrayList<>();
    for (JavaSource.Call call : file.source().calls()) {
      boolean signs =
          call.name()
              .matches(
                  "hmacShaKeyFor|HMAC(256|384|512)|signWith|setSigningKey|verifyWith|new"
                      + " (SecretKeySpec|MACSigner|MACVerifier)");
      if (signs) {
        call.arguments().stream()
            .filter(a -> a.matches("(?s)\"[^\"]{4,}\".*") && !a.matches("\"(Hmac|HS|AES).*"))
            .findFirst()
            .ifPresent(a ->
                hits.add(
                    new Hit(
                        new Place(file.path(), call.line()), a.substring(1, a.indexOf('"', 1)))));
      }
    }
    for (JavaSource.JavaType type : file.source().types()) {
      Stream.concat(
              type.fields().stream().flatMap(f -> f.annotations().stream()),
              type.methods().stream()
                  .flatMap(m -> m.parameters().stream())
                  .flatMap(p -> p.annotations().stream()))
          .filter(a -> a.name().matches("Value|ConfigProperty"))
          .forEach(a -> {
            Matcher reference = REFERENCE.matcher(a.values().getOrDefault("value", ""));
            boolean spring =
                reference.matches()
                    && reference.group(2) != null
                    && reference.group(2).length() > 3
                    && KEY.matcher(reference.group(1)).matches()
                    && !ABOUT.matcher(reference.group(1)).matches();
            if (spring) {
              hits.add(new Hit(new Place(file.path(), a.line()), reference.group(2)));
            }
          });
    }
    return hits.stream();
  }

  /** Constants of files that sign something: what they are set to is no part of what was parsed. */
  private static void constants(ProjectView view, Sources sources, List<Hit> hits) {
    List<Place> signing = Wiring.java(sources, SIGNING).stream().distinct().toList();
    for (String path : signing.stream().map(Place::file).distinct().toList()) {
      List<String> lines =
          view.file(path).flatMap(view::text).map(t -> t.lines().toList()).orElse(List.of());
      for (int i = 0; i < lines.size(); i++) {
        Matcher constant = CONSTANT.matcher(lines.get(i));
        if (constant.find()
            && !lines.get(i).strip().startsWith("//")
            && !constant.group(2).contains("${")
            && !constant.group(2).matches("[a-z]+([.-][a-z]+)*")) {
          hits.add(new Hit(new Place(path, i + 1), constant.group(2)));
        }
      }
    }
  }

  private static final Question<JavaFile, List<Place>> SIGNING =
      Wiring.javaCalls(c ->
          c.name()
              .matches(
                  "hmacShaKeyFor|HMAC(256|384|512)|signWith|setSigningKey|new"
                      + " (SecretKeySpec|MACSigner)"));
}
