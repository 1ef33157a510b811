package dev.dragoncode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a folder of any size that looks like a large repository of several languages. */
final class LargeFolder {

  private static final int FILES_IN_A_FOLDER = 25;

  private LargeFolder() {}

  /** Writes the folder unless it is there already. */
  static Path write(Path root, int files) throws IOException {
    if (Files.exists(root.resolve("complete"))) {
      return root;
    }
    Files.createDirectories(root.resolve(".github/workflows"));
    Files.writeString(root.resolve("pom.xml"), pom("all"));
    Files.writeString(root.resolve("README.md"), "# Large\n\n```sh\n./mvnw verify\n```\n");
    Files.writeString(root.resolve(".gitignore"), "target/\n*.log\n!keep.log\n/private/\n");
    Files.writeString(
        root.resolve(".github/workflows/ci.yml"),
        "on: [pull_request]\njobs:\n  build:\n    steps:\n      - run: ./mvnw -B verify\n");
    Files.writeString(root.resolve("Dockerfile"), "FROM eclipse-temurin:21.0.5-jre\nUSER 1001\n");
    int written = 0;
    for (int module = 0; written < files; module++) {
      Path folder = root.resolve("services/group" + module / 40 + "/service" + module);
      Files.createDirectories(folder);
      if (module % 20 == 0) {
        Files.writeString(folder.resolve("pom.xml"), pom("service" + module));
      }
      for (int i = 0; i < 400 && written < files; i += FILES_IN_A_FOLDER) {
        written += folder(folder, module, i, Math.min(FILES_IN_A_FOLDER, files - written));
      }
    }
    Files.writeString(root.resolve("complete"), "");
    return root;
  }

  private static int folder(Path module, int number, int at, int count) throws IOException {
    String name = "p" + at;
    Path java = Files.createDirectories(module.resolve("src/main/java/com/acme/" + name));
    Path web = Files.createDirectories(module.resolve("web/" + name));
    for (int i = 0; i < count; i++) {
      String type = "Order" + number + "x" + at + "x" + i;
      switch (i % 5) {
        case 0, 1 -> Files.writeString(java.resolve(type + ".java"), java(name, type, i));
        case 2 -> Files.writeString(web.resolve(type + ".ts"), script(type));
        case 3 -> Files.writeString(web.resolve(type + ".md"), "# " + type + "\n\nAbout it.\n");
        default -> Files.writeString(web.resolve(type + ".json"), "{\"name\": \"" + type + "\"}\n");
      }
    }
    return count;
  }

  private static String java(String name, String type, int i) {
    String routes =
        i == 0
            ? "@org.springframework.web.bind.annotation.RestController\n"
            : "/** A step of the process. */\n";
    StringBuilder body = new StringBuilder();
    for (String each : List.of("first", "second", "third", "fourth")) {
      body.append(
          """
            /** Adds what %1$s says. */
            public int %1$s(int amount) {
              int sum = amount;
              for (int i = 0; i < amount; i++) {
                sum += table.getOrDefault("%1$s" + i, i); // not @Valid here
              }
              return sum;
            }

          """
              .formatted(each));
    }
    return "package com.acme."
        + name
        + ";\n\nimport java.util.Map;\n\n"
        + routes
        + "public class "
        + type
        + " {\n  private final Map<String, Integer> table = Map.of();\n\n"
        + body
        + "}\n";
  }

  private static String script(String type) {
    return "import { it } from 'vitest';\n\nexport const "
        + type
        + " = (a) => {\n"
        + "  // TODO: a limit\n  return fetch(`/orders/${a}`).then((r) => r.json());\n};\n";
  }

  private static String pom(String artifact) {
    return """
    <project>
      <groupId>com.acme</groupId>
      <artifactId>%s</artifactId>
      <version>1.0.0</version>
      <dependencies>
        <dependency>
          <groupId>org.postgresql</groupId>
          <artifactId>postgresql</artifactId>
          <version>42.7.4</version>
        </dependency>
      </dependencies>
    </project>
    """
        .formatted(artifact);
  }
}
