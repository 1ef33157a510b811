package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the credential helpers that are installed on this machine. */
final class InstalledCredentialHelper implements CredentialHelper {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledCredentialHelper.class);

  /** A helper may ask its user to unlock a key store; a pull does not wait for long. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final ProcessRunner processes;

  InstalledCredentialHelper(ProcessRunner processes) {
    this.processes = processes;
  }

  @Override
  public Optional<String> get(String helper, String registry) throws InterruptedException {
    if (!NAME.matcher(helper).matches()) {
      LOG.warn("“{}” in Docker's configuration is no name of a credential helper", helper);
      return Optional.empty();
    }
    Command command = Command.of("docker-credential-" + helper, "get").reading(registry);
    try {
      ProcessResult result = processes.run(command, LIMIT);
      if (result.succeeded()) {
        return Optional.of(String.join("\n", result.output()));
      }
      // what it prints may be a secret; its exit code says enough: most often "not found"
      LOG.debug("{} has no login for {}: {}", command.program(), registry, result.exitCode());
      return Optional.empty();
    } catch (ProblemException e) {
      LOG.warn("{}; pulling from {} without a login", e.problem().title(), registry);
      return Optional.empty();
    }
  }
}
