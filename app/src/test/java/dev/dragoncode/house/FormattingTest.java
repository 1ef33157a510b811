package dev.dragoncode.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted by google-java-format. It runs here, on the toolchain's JDK, since a
 * formatter inside Maven's own JVM could not parse this Java version. {@code mvn test -pl app -am
 * -Dtest=FormattingTest -Dsurefire.failIfNoSpecifiedTests=false -Dformat=write} formats instead.
 */
class FormattingTest {

  @Test
  void everyFileIsFormatted() throws IOException, FormatterException {
    boolean write = "write".equals(System.getProperty("format"));
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> unformatted = new ArrayList<>();
    for (Path file : sources(Path.of("..").toRealPath())) {
      String text = Files.readString(file);
      String formatted = formatter.formatSource(RemoveUnusedImports.removeUnusedImports(text));
      formatted = ImportOrderer.reorderImports(formatted, JavaFormatterOptions.Style.GOOGLE);
      if (!text.equals(formatted)) {
        if (write) {
          Files.writeString(file, formatted);
        } else {
          unformatted.add(file);
        }
      }
    }
    assertThat(unformatted).as("files that google-java-format would change").isEmpty();
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String tree : List.of("emulators", "icons", "app/src", "app/samples")) {
      try (Stream<Path> walk = Files.walk(root.resolve(tree))) {
        walk.filter(path -> path.toString().endsWith(".java"))
            .filter(path -> !path.toString().contains("/resources/"))
            .filter(path -> !path.toString().contains("/target/"))
            .forEach(files::add);
      }
    }
    return files;
  }
}
