package dev.dragoncode.fix;

import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a person does to mend a gap, step by step, for each check. */
public final class Steps {

  private static final String RESOURCE = "steps.yaml";
  private static final Map<String, List<String>> ALL = read();

  private Steps() {}

  /** The steps; none for a check that there is not. */
  public static List<String> of(String check) {
    return ALL.getOrDefault(check, List.of());
  }

  private static Map<String, List<String>> read() {
    Node root = Resource.yaml(RESOURCE);
    Map<String, List<String>> all = new LinkedHashMap<>();
    root.entries().forEach(each -> all.put(each.key(), each.value().texts()));
    return Map.copyOf(all);
  }

  /** Tables that come with this version. */
  static final class Resource {

    private Resource() {}

    static Node yaml(String name) {
      try (InputStream in = Objects.requireNonNull(Steps.class.getResourceAsStream(name), name)) {
        return Yaml.document(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SyntaxException e) {
        throw new IllegalStateException(name + ", line " + e.line() + ": " + e.getMessage(), e);
      }
    }
  }
}
