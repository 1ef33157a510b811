package dev.dragoncode.fix;

import static java.util.stream.Collectors.joining;

import dev.dragoncode.change.Draft;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.scaffold.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SEC-RBAC: requests that change something ask for a role, in Spring Security's only chain or
 * behind what authenticates on Express or Fastify in TypeScript.
 */
final class RoleFixes {

  private static final String CHECK = "SEC-RBAC";

  private static final Pattern CHAIN =
      Pattern.compile("\\bSecurityFilterChain\\s+(\\w+)\\s*\\(([^)]*)\\)[^{;]*\\{");
  private static final Pattern RULES = Pattern.compile("\\bauthorizeHttpRequests\\s*\\(");
  private static final Pattern LAST = Pattern.compile("[ \\t]*\\.\\s*anyRequest\\s*\\(\\s*\\)");
  private static final Pattern RULE =
      Pattern.compile("\\.\\s*(request|dispatcherType)Matchers\\s*\\(");
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?:public\\s+|final\\s+)*class\\s+(\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import\\s+([\\w.*]+)\\s*;[ \\t]*\\n");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.:-]*");

  private static final String HTTP_METHOD = "org.springframework.http.HttpMethod";
  private static final String DISPATCHER_TYPE = "jakarta.servlet.DispatcherType";
  private static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE");

  private RoleFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            CHECK,
            "Asks for a role where something is changed: in Spring Security's only chain, with a"
                + " test that expects 403, or behind the authentication of Express or Fastify in"
                + " TypeScript; switches on the rules that stand on methods.",
            RoleFixes::write));
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, CHECK)) {
      return;
    }
    new SpringOrNode(RoleFixes::spring, (d, app) -> new RoleGuard(d, app).mount()).write(draft);
  }

  private static void spring(Draft draft, Boot boot) {
    if (!boot.hasLike(".*:spring-boot-starter-(security|oauth2-.*|security-oauth2-.*)")) {
      draft.decline(
          "Nobody logs in here, so nobody has a role: begin with PRO-AUTH, and add Spring Security.");
      return;
    }
    if (Gaps.verdict(draft.view(), CHECK).summary().contains("@EnableMethodSecurity")) {
      onMethods(draft, boot);
      return;
    }
    List<IndexedFile> chains =
        draft.view().withExtension("java").stream()
            .filter(f -> f.path().startsWith(boot.module().path("src/main/java/")))
            .filter(f -> CHAIN.matcher(code(draft, f)).find())
            .toList();
    if (chains.size() != 1 || only(CHAIN, code(draft, chains.getFirst())).isEmpty()) {
      draft.decline(
          chains.isEmpty()
              ? "No SecurityFilterChain stands in the program: say in one who may call which route."
              : "There are several SecurityFilterChains: which of them lets writers in, whoever"
                  + " wrote them knows.");
      return;
    }
    chain(draft, boot, chains.getFirst());
  }

  private static String code(Draft draft, IndexedFile file) {
    return draft.text(file.path()).orElse("");
  }

  private static void chain(Draft draft, Boot boot, IndexedFile file) {
    String text = code(draft, file);
    Optional<Integer> place = place(draft, text);
    if (place.isEmpty()) {
      return;
    }
    boolean scopes =
        text.contains("oauth2ResourceServer")
            && draft.view().withExtension("java").stream()
                .noneMatch(f -> code(draft, f).contains("JwtGrantedAuthoritiesConverter"));
    Optional<String> role =
        draft.ask(
            "role",
            scopes
                ? "Which scope may change something? Tokens' scopes are authorities that begin with"
                    + " SCOPE_."
                : "Which role may change something?",
            scopes ? "SCOPE_orders.write" : "EDITOR");
    if (role.isEmpty()) {
      return;
    }
    if (!NAME.matcher(role.get()).matches()) {
      draft.decline("A role is named by letters, digits and the signs ._:- only.");
      return;
    }
    boolean authority = role.get().matches("(SCOPE|ROLE)_.*");
    String asks = (authority ? "hasAuthority" : "hasRole") + "(\"" + role.get() + "\")";
    List<String> rules =
        new ArrayList<>(
            METHODS.stream().map(m -> "requestMatchers(HttpMethod." + m + ")." + asks).toList());
    // else whoever is refused would be refused the page that tells of it as well
    boolean told = text.contains("DispatcherType.ERROR") || text.contains("\"/error");
    if (!told && boot.servlets()) {
      rules.addFirst("dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()");
    }
    draft.edit(
        file.path(),
        _ -> {
          String after = imported(with(text, place.get(), rules), HTTP_METHOD);
          return rules.size() > METHODS.size() ? imported(after, DISPATCHER_TYPE) : after;
        });
    test(draft, boot, file, authority ? role.get() : "ROLE_" + role.get());
    draft.advise(
        "Whoever writes today needs "
            + role.get()
            + " from now on: give it to them before this is deployed. Routes that are let through"
            + " above stay as they are.");
  }

  /** Before which rule the new ones go; empty, with the reason said, where that is not plain. */
  private static Optional<Integer> place(Draft draft, String text) {
    Optional<MatchResult> begin = only(RULES, text);
    Optional<MatchResult> end = only(LAST, text);
    if (begin.isEmpty() || end.isEmpty() || end.get().start() < begin.get().end()) {
      draft.decline(
          "The chain does not end its rules with one anyRequest() in plain sight: put"
              + " hasRole(…) where requests that write are let in.");
      return Optional.empty();
    }
    MatchResult rules = begin.get();
    MatchResult last = end.get();
    if (!text.substring(last.end()).matches("(?s)\\s*\\.\\s*authenticated\\s*\\(\\s*\\).*")) {
      draft.decline(
          "The chain's other requests are not asked who sends them: begin with"
              + " anyRequest().authenticated(), see PRO-AUTH.");
      return Optional.empty();
    }
    String before = text.substring(0, last.start());
    int asked = before.indexOf(".authenticated(", rules.end());
    if (asked < 0) {
      return Optional.of(last.start());
    }
    // the first rule that fits decides: one that asks for no role would hide the new ones
    int first = -1;
    Matcher rule = RULE.matcher(before.substring(0, asked));
    for (int at = rules.end(); rule.find(at); at = rule.end()) {
      first = lineOrDot(before, rule.start());
    }
    if (first < 0 || before.indexOf(".permitAll(", asked) >= 0) {
      draft.decline(
          "Rules for who is logged in stand before rules for everybody: put those for everybody"
              + " first.");
      return Optional.empty();
    }
    return Optional.of(first);
  }

  private static Optional<MatchResult> only(Pattern pattern, String text) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** The blanks before a dot that begins its line belong to it. */
  private static int lineOrDot(String text, int dot) {
    int line = text.lastIndexOf('\n', dot) + 1;
    return text.substring(line, dot).isBlank() ? line : dot;
  }

  /** The chain with more rules at a place, which begins a line or follows something in it. */
  private static String with(String text, int place, List<String> rules) {
    int line = text.lastIndexOf('\n', place - 1) + 1;
    boolean begins = place == line;
    String blanks = text.substring(line).replaceFirst("(?s)^([ \\t]*).*", "$1");
    String indent = begins ? blanks : blanks + "    ";
    String all = rules.stream().map(rule -> indent + "." + rule).collect(joining("\n"));
    return text.substring(0, place)
        + (begins ? all + "\n" : "\n" + all + "\n" + indent)
        + text.substring(place);
  }

  /** The file with one more import, where those around it are sorted among them. */
  static String imported(String text, String type) {
    String group = type.substring(0, type.lastIndexOf('.'));
    int at = -1;
    Matcher imports = IMPORT.matcher(text);
    while (imports.find()) {
      String each = imports.group(1);
      if (each.equals(type) || each.equals(group + ".*")) {
        return text;
      }
      if (at < 0 || each.compareTo(type) < 0) {
        at = each.compareTo(type) < 0 ? imports.end() : imports.start();
      }
    }
    String line = "import " + type + ";\n";
    if (at >= 0) {
      return text.substring(0, at) + line + text.substring(at);
    }
    Matcher named = PACKAGE.matcher(text);
    return named.find()
        ? text.substring(0, named.end()) + "\n\n" + line + text.substring(named.end())
        : line + "\n" + text;
  }

  /** A test that takes the chain alone, where the chain needs nothing that only the program has. */
  private static void test(Draft draft, Boot boot, IndexedFile file, String authority) {
    String text = code(draft, file);
    Matcher named = CLASS.matcher(text);
    Matcher inPackage = PACKAGE.matcher(text);
    Matcher chain = CHAIN.matcher(text);
    boolean alone =
        named.find()
            && inPackage.find()
            && chain.find()
            && chain.group(2).strip().matches("(final\\s+)?HttpSecurity\\s+\\w+")
            && !text.contains("@Autowired")
            && !text.contains("@RequiredArgsConstructor")
            && !text.matches("(?s).*\\b" + named.group(1) + "\\s*\\(\\s*[\\w@].*")
            && !Pattern.compile("@Value\\b").matcher(text).find();
    if (!alone || !boot.servlets()) {
      draft.advise(
          "Write a test that expects 403 without the role: this chain needs more than a machine"
              + " could give it there.");
      return;
    }
    boolean four = boot.atLeast(4, 0);
    String spring = "org.springframework.boot";
    boot.dependForTests(
        draft, spring, four ? "spring-boot-starter-webmvc-test" : "spring-boot-starter-test");
    if (four) {
      boot.dependForTests(draft, spring, "spring-boot-starter-security-test");
    } else {
      boot.dependForTests(draft, "org.springframework.security", "spring-security-test");
    }
    String folder = file.folder().replace("src/main/java/", "src/test/java/");
    Map<String, Object> model =
        Map.of(
            "packageName",
            inPackage.group(1),
            "chain",
            named.group(1),
            "authority",
            authority,
            "four",
            four);
    draft.generate(
        folder + "/RoleToWriteTest.java",
        new Template().one("elsewhere/spring/RoleToWriteTest.java.ftl", model));
  }

  /** Rules on methods mean nothing before they are switched on. */
  private static void onMethods(Draft draft, Boot boot) {
    Optional<Boot.Program> program = boot.program(draft.view());
    if (program.isEmpty()) {
      draft.decline("No class with @SpringBootApplication in a package was found.");
      return;
    }
    String all =
        String.join(
            "\n",
            draft.view().withExtension("java").stream().map(file -> code(draft, file)).toList());
    boolean secured = all.contains("@Secured");
    boolean standard = all.contains("@RolesAllowed");
    String more =
        secured && standard
            ? "(securedEnabled = true, jsr250Enabled = true)"
            : secured ? "(securedEnabled = true)" : standard ? "(jsr250Enabled = true)" : "";
    draft.edit(
        program.get().path(),
        text ->
            imported(
                text.replaceFirst(
                    "(?m)^@SpringBootApplication", "@EnableMethodSecurity" + more + "\n$0"),
                "org.springframework.security.config.annotation.method.configuration"
                    + ".EnableMethodSecurity"));
    draft.advise("The rules on methods refuse from now on: look once that the right ones pass.");
  }
}
