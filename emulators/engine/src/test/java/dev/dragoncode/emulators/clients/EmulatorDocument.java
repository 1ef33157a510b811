package dev.dragoncode.emulators.clients;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.EmulatorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The part of app/docs/emulators.md that the catalog decides. */
final class EmulatorDocument {

  static final Path FOLDER = Path.of("../../app/docs");

  private static final Path FILE = FOLDER.resolve("emulators.md");
  private static final String BEGIN = "<!-- from the catalog; EmulatorDocumentTest writes it -->\n";
  private static final String END = "<!-- end -->\n";

  private EmulatorDocument() {}

  /** What stands in the file now. */
  static String read() throws IOException {
    String text = Files.readString(FILE);
    return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
  }

  static void write(String part) throws IOException {
    String text = Files.readString(FILE);
    Files.writeString(
        FILE,
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + part
            + text.substring(text.indexOf(END)));
  }

  /** What ought to stand there. */
  static String fromCatalog() {
    StringBuilder text = new StringBuilder();
    text.append("| id | name | category | container image | tested with | embedded engine |\n");
    text.append("| --- | --- | --- | --- | --- | --- |\n");
    List<EmulatorSpec> specs = List.copyOf(EmulatorCatalog.bundled().entries().values());
    for (EmulatorSpec spec : specs) {
      text.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  spec.id(),
                  spec.name(),
                  spec.category().name().toLowerCase(Locale.ROOT),
                  spec.container().map(c -> "`" + c.image() + "`").orElse("none"),
                  tested(spec),
                  spec.embedded()
                      .map(e -> "`" + e.artifacts().getFirst().coordinates() + "`")
                      .orElse("none")));
    }
    text.append("\n## Gaps\n");
    for (EmulatorSpec spec : specs) {
      text.append("\n**").append(spec.name()).append("**\n\n");
      spec.container().ifPresent(c -> append(text, "container", c.gaps()));
      spec.embedded().ifPresent(e -> append(text, "embedded", e.gaps()));
    }
    return text.append('\n').toString();
  }

  private static String tested(EmulatorSpec spec) {
    if (spec.container().isEmpty()) {
      return "";
    }
    return RealClients.of(spec.id()).imageBuiltHere()
        ? "a stand-in image"
        : "nothing here: validated only";
  }

  private static void append(StringBuilder text, String backend, List<String> gaps) {
    for (String gap : gaps) {
      text.append("- ").append(backend).append(": ").append(gap).append('\n');
    }
  }
}
