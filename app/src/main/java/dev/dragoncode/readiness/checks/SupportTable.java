package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Until when releases of runtimes and frameworks get fixes, as this version of the workbench knows.
 *
 * @param asOf when the table was gathered
 * @param ends the last day of support, by product and release
 */
record SupportTable(LocalDate asOf, Map<String, Map<String, LocalDate>> ends) {

  private static final String RESOURCE = "/dev/dragoncode/readiness/end-of-life.yaml";

  /** The table that comes with the workbench. */
  static SupportTable bundled() {
    try (InputStream in =
        Objects.requireNonNull(SupportTable.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return of(Yaml.document(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      throw new IllegalStateException(RESOURCE + ": " + e.getMessage(), e);
    }
  }

  private static SupportTable of(Node root) {
    Map<String, Map<String, LocalDate>> ends = new TreeMap<>();
    for (Node.Entry product : root.entries()) {
      Map<String, LocalDate> releases = new TreeMap<>();
      for (Node.Entry release : product.value().entries()) {
        releases.put(release.key(), LocalDate.parse(release.value().text().orElseThrow()));
      }
      if (!releases.isEmpty()) {
        ends.put(product.key(), releases);
      }
    }
    return new SupportTable(LocalDate.parse(root.text("asOf").orElseThrow()), ends);
  }

  /** The last day on which a release is supported; empty where the table does not know it. */
  Optional<LocalDate> end(String product, String release) {
    return Optional.ofNullable(ends.getOrDefault(product, Map.of()).get(release));
  }
}
