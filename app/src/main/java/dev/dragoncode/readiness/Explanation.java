package dev.dragoncode.readiness;

import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a check decides, for a person who doubts its verdict.
 *
 * @param how what it looks at, one or two sentences
 * @param counts what it takes for a yes
 * @param not what it is not fooled by
 * @param sources where the rule comes from
 */
public record Explanation(String how, List<String> counts, List<String> not, List<String> sources) {

  private static final String RESOURCE = "explain.yaml";

  public Explanation {
    counts = List.copyOf(counts);
    not = List.copyOf(not);
    sources = List.copyOf(sources);
  }

  /** The explanations of all checks, by the check's id. */
  public static Map<String, Explanation> all() {
    try (InputStream in =
        Objects.requireNonNull(Explanation.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      Map<String, Explanation> all = new LinkedHashMap<>();
      for (Node.Entry each :
          Yaml.document(new String(in.readAllBytes(), StandardCharsets.UTF_8)).entries()) {
        Node value = each.value();
        all.put(
            each.key(),
            new Explanation(
                value.text("how").orElseThrow(),
                value.texts("counts"),
                value.texts("not"),
                value.texts("sources")));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      throw new IllegalStateException(RESOURCE + ", line " + e.line() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The page of a check, as Markdown.
   *
   * @param fix what a machine would change to mend a gap; empty where it takes a person
   */
  public String page(CheckSpec check, Optional<String> fix) {
    StringBuilder out = new StringBuilder();
    out.append(check.why()).append("\n\n");
    out.append("**How it is decided.** ").append(how).append("\n\n");
    list(out, "Counts", counts);
    list(out, "Does not count", not);
    out.append("**To mend a gap.** ").append(check.remedy()).append("\n\n");
    out.append("**What a fix does.** ");
    out.append(
        fix.map(does -> does + " `dragoncode fix " + check.id() + " --dry-run` shows it.")
            .orElse("There is none: it takes a person."));
    out.append("\n\n");
    out.append("Weight ").append(check.weight().name().toLowerCase(Locale.ROOT));
    out.append(", needed for ").append(check.requiredFrom().title()).append(". Sources: ");
    out.append(String.join(", ", sources.stream().map(s -> "<" + s + ">").toList()));
    return out.append('\n').toString();
  }

  private static void list(StringBuilder out, String title, List<String> items) {
    out.append("**").append(title).append(".** ").append(String.join("; ", items)).append(".\n\n");
  }
}
