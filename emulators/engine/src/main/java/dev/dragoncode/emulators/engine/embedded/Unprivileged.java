package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How native programs run where this process is root, which PostgreSQL refuses to be: in a user
 * namespace of their own, in which root is nobody. Files stay root's, and closed to all others.
 */
final class Unprivileged {

  private static final Logger LOG = LoggerFactory.getLogger(Unprivileged.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ProcessRunner runner;
  private final Platform platform;

  Unprivileged(ProcessRunner runner, Platform platform) {
    this.runner = runner;
    this.platform = platform;
  }

  /** What stands before a command; empty where nothing is needed or nothing helps. */
  List<String> prefix() throws InterruptedException {
    if (!platform.linux() || !"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> prefix = List.of("unshare", "--user");
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      if (runner.run(Command.of(trial), TIMEOUT).succeeded()) {
        return prefix;
      }
    } catch (ProblemException e) {
      LOG.debug("There is no unshare", e);
    }
    LOG.info("User namespaces are closed here; native programs run as root");
    return List.of();
  }
}
