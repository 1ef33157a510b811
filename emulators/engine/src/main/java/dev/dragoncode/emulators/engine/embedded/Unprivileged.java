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
 * namespace of their own, in which root is nobody, or, where such are closed (as in most
 * containers), as the user nobody with root's way through folders. Files stay closed to all others.
 */
final class Unprivileged {

  private static final Logger LOG = LoggerFactory.getLogger(Unprivileged.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The user and group nobody, by their number on every Linux. */
  private static final String NOBODY = "65534";

  private static final List<List<String>> WAYS =
      List.of(
          List.of("unshare", "--user"),
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--securebits=+no_setuid_fixup",
              "--inh-caps=+dac_override",
              "--ambient-caps=+dac_override"));

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
    for (List<String> way : WAYS) {
      if (works(way)) {
        return way;
      }
    }
    LOG.info("No way to give up being root works here; native programs run as root");
    return List.of();
  }

  private boolean works(List<String> way) throws InterruptedException {
    List<String> trial = new ArrayList<>(way);
    trial.add("true");
    try {
      return runner.run(Command.of(trial), TIMEOUT).succeeded();
    } catch (ProblemException e) {
      LOG.debug("There is no {}", way.getFirst(), e);
      return false;
    }
  }
}
