package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Use;
import java.util.List;
import java.util.Locale;

/** Reads gradle.lockfile: {@code group:artifact:version=configuration,configuration}. */
final class GradleLock {

  private GradleLock() {}

  static PackageGraph read(String file, String text) {
    GraphBuilder graph = new GraphBuilder(file, Ecosystem.MAVEN);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int equals = line.indexOf('=');
      if (line.startsWith("#") || line.startsWith("empty=") || equals < 0) {
        continue;
      }
      String[] parts = line.substring(0, equals).split(":", -1);
      if (parts.length >= 3) {
        String name = parts[0] + ":" + parts[1];
        graph.add(
            name + ":" + parts[2],
            name,
            parts[2],
            number,
            List.of(),
            List.of(),
            use(line.substring(equals + 1)));
      }
    }
    return graph.build();
  }

  /** What compiles, checks and tests is not what runs. */
  private static Use use(String configurations) {
    for (String each : configurations.split(",", -1)) {
      String name = each.toLowerCase(Locale.ROOT);
      if (!name.contains("test")
          && (name.endsWith("runtimeclasspath")
              || name.endsWith("compileclasspath")
              || name.equals("runtime")
              || name.equals("compile")
              || name.equals("default"))) {
        return Use.RUNTIME;
      }
    }
    return Use.DEVELOPMENT;
  }
}
