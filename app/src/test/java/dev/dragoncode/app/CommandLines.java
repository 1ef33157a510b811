package dev.dragoncode.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.cli.DragonCode;
import dev.dragoncode.cli.Terminal;
import dev.dragoncode.service.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Command lines, each over services of its own, as separate processes would have them.
 *
 * @param home the user's data folder, which they share
 */
record CommandLines(Path home) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What one command line printed, and its exit code. */
  record Ran(int code, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  /** Services without a display. */
  Composition services(Shutdown ends) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("DISPLAY");
    return new Composition(environment, new DataFolder(home), ends, new JavaFx(false));
  }

  /** Runs a command line to its end, and ends its services. */
  Ran run(String... arguments) {
    Shutdown ends = new Shutdown();
    try {
      return run(services(ends), arguments);
    } finally {
      ends.run();
    }
  }

  /** Runs a command line over services that stay. */
  static Ran run(Composition services, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = DragonCode.run(services, new Terminal(stream(out), stream(err), false), arguments);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Makes a project's folder.
   *
   * @param files what they hold, by their paths in it
   */
  static Path write(Path root, Map<String, String> files) throws IOException {
    Files.createDirectories(root);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return root;
  }

  /** Prints into memory. */
  static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
