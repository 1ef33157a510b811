package dev.dragoncode.readiness.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.fix.Fix;
import dev.dragoncode.fix.Fixes;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Explanation;
import dev.dragoncode.readiness.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** app/docs/checks.md holds each check's page; {@code -Dformat=write} writes it anew. */
class CheckPagesTest {

  private static final Path PAGE = Path.of("docs/checks.md");

  @Test
  void everyCheckHasAPage() {
    Map<String, Explanation> pages = Explanation.all();

    assertThat(pages.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Checks.all().stream().map(Check::spec).map(CheckSpec::id).toList());
    assertThat(pages)
        .allSatisfy((_, page) -> {
          assertThat(page.how()).endsWith(".");
          assertThat(page.counts()).isNotEmpty();
          assertThat(page.not()).isNotEmpty();
          assertThat(page.sources()).isNotEmpty().allMatch(s -> s.startsWith("https://"));
        });
  }

  @Test
  void theDocumentHoldsThePages() throws IOException {
    if ("write".equals(System.getProperty("format"))) {
      Files.writeString(PAGE, document());
    }
    assertThat(PAGE).hasContent(document());
  }

  private static String document() {
    Map<String, Explanation> pages = Explanation.all();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # The checks

        Generated from `explain.yaml` and the checks themselves by `CheckPagesTest`. `dragoncode explain CHECK` prints one.
        """);
    List<CheckSpec> specs = Checks.all().stream().map(Check::spec).toList();
    for (Phase phase : Phase.values()) {
      out.append("\n## ").append(phase.title()).append('\n');
      for (CheckSpec spec : specs) {
        if (spec.phase() == phase) {
          out.append("\n### ").append(spec.id()).append(": ").append(spec.title()).append("\n\n");
          out.append(
              Objects.requireNonNull(pages.get(spec.id()), spec.id())
                  .page(spec, Fixes.of(spec.id()).map(Fix::does)));
        }
      }
    }
    return out.toString();
  }
}
