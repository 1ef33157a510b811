package dev.dragoncode.project.manifest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Paths inside a project, as texts with forward slashes. */
public final class Paths {

  private static final Set<String> NOT_SHIPPED =
      Set.of(
          "testdata",
          "fixtures",
          "__fixtures__",
          "__tests__",
          "__mocks__",
          "test",
          "tests",
          "examples",
          "example",
          "samples",
          "sample",
          "demo",
          "e2e",
          "it",
          "archetype-resources");

  private Paths() {}

  /** Follows a relative way from a folder; it may lead out of the project, to {@code ../}. */
  public static String resolve(String folder, String way) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + way).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty() || parts.getLast().equals("..")) {
          parts.addLast("..");
        } else {
          parts.removeLast();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** Whether the path lies in a folder of tests, fixtures, samples or resources. */
  public static boolean notShipped(String path) {
    // packages below a source root have names of their own, such as com/example
    int sources = path.indexOf("src/main/");
    String outside = sources < 0 ? path : path.substring(0, sources) + "src";
    String[] parts = outside.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      // what Turborepo makes new packages with
      boolean generator = i > 0 && parts[i].equals("generators") && parts[i - 1].equals("turbo");
      if (generator
          || NOT_SHIPPED.contains(parts[i])
          || (parts[i].startsWith(".") && !parts[i].equals(".."))) {
        return true;
      }
    }
    return path.contains("src/main/resources/")
        && path.matches(".*(pom\\.xml|package\\.json|go\\.mod)");
  }
}
