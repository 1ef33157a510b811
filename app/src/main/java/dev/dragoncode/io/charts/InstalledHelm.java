package dev.dragoncode.io.charts;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.SearchPath;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.Charts;
import dev.dragoncode.readiness.Excerpts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Renders charts with the Helm on the PATH, as {@code helm template} does: it asks no cluster and
 * fetches nothing.
 */
public final class InstalledHelm implements Charts {

  /** A large chart takes a second or two. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** Some ten times what the largest published charts come to, in characters. */
  private static final int MOST = 8 << 20;

  private final ProcessRunner processes;
  private final SearchPath path;
  private final BooleanSupplier trusted;

  /**
   * @param trusted whether programs may be run over the project's files
   */
  public InstalledHelm(ProcessRunner processes, SearchPath path, BooleanSupplier trusted) {
    this.processes = processes;
    this.path = path;
    this.trusted = trusted;
  }

  @Override
  public Rendering render(Path chart) {
    Optional<Path> helm = path.find("helm");
    if (helm.isEmpty()) {
      return new Rendering.NotHere("there is no Helm on the PATH");
    }
    if (!trusted.getAsBoolean()) {
      return new Rendering.NotHere("Helm runs in folders only that you trust");
    }
    StringBuilder manifests = new StringBuilder();
    try {
      ProcessResult ended =
          processes.run(
              Command.of(helm.get().toString(), "template", "release", chart.toString()),
              LONGEST,
              line -> {
                if (line.stream() == OutputLine.Stream.OUT && manifests.length() <= MOST) {
                  manifests.append(line.text()).append('\n');
                }
              });
      if (ended.timedOut()) {
        return new Rendering.NotHere("Helm took too long");
      }
      if (!ended.succeeded()) {
        return new Rendering.NotHere(
            "Helm says: " + Excerpts.shown(String.join(" ", ended.errors())));
      }
      return manifests.length() > MOST
          ? new Rendering.NotHere("it renders to more than is read")
          : new Rendering.Done(manifests.toString());
    } catch (ProblemException e) {
      return new Rendering.NotHere("Helm could not be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Rendering.NotHere("it was not waited for");
    }
  }
}
