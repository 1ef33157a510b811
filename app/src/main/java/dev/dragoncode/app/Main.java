package dev.dragoncode.app;

import dev.dragoncode.cli.DragonCode;
import dev.dragoncode.cli.Terminal;
import dev.dragoncode.service.DataFolder;
import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the process begins: the window and every command come through here. */
public final class Main {

  private Main() {}

  /** Runs a command line; the process ends with its exit code. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    JavaFx javaFx = JavaFx.of(environment);
    boolean window = arguments.length == 0 || arguments[0].equals("open");
    if (window && javaFx.displayNamed()) {
      // The longest part of a start: everything below happens beside it.
      var _ = javaFx.started();
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    DataFolder data = DataFolder.of(environment, System.getProperty("os.name", ""), home);
    // FileLogging reads this when the first logger is made.
    System.setProperty(FileLogging.FOLDER, data.path().resolve("logs").toString());
    Shutdown shutdown = new Shutdown();
    shutdown.install();
    Optional<Console> console = Optional.ofNullable(System.console());
    boolean interactive =
        console.filter(Console::isTerminal).isPresent()
            && environment.getOrDefault("NO_COLOR", "").isEmpty();
    Composition composition = new Composition(environment, data, shutdown, javaFx);
    if (window && javaFx.displayNamed()) {
      // The database's native library loads meanwhile.
      composition.background().execute(composition::settings);
    }
    int code =
        DragonCode.run(composition, new Terminal(System.out, System.err, interactive), arguments);
    shutdown.run();
    System.exit(code);
  }
}
