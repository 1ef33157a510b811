package dev.dragoncode.service.load;

import dev.dragoncode.load.Asked;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** A load run that goes on while something else is done, such as a profile recorded. */
public final class LoadBeside implements AutoCloseable {

  private final LoadRun run;
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
  private final CompletableFuture<LoadResult> ended = new CompletableFuture<>();
  private final Thread thread;

  private LoadBeside(LoadService loads, Path project, LoadPlan plan) {
    run = loads.prepare(plan);
    thread = Thread.ofVirtual().name("load beside").start(() -> run(loads, project));
  }

  /**
   * Begins a run; returns once the route has answered and requests go out.
   *
   * @param project its real path
   * @param doing is told what is asked
   * @throws ProblemException if the plan is wrong or the route does not answer as expected
   */
  public static LoadBeside begin(
      LoadService loads, Path project, LoadPlan plan, Consumer<String> doing)
      throws InterruptedException {
    doing.accept(Asked.of(plan).words());
    LoadBeside beside = new LoadBeside(loads, project, plan);
    try {
      outcome(beside.begun);
      return beside;
    } catch (ProblemException | InterruptedException e) {
      beside.close();
      throw e;
    }
  }

  private void run(LoadService loads, Path project) {
    try {
      ended.complete(loads.run(project, run, new Begin()));
    } catch (ProblemException | InterruptedException e) {
      begun.completeExceptionally(e);
      ended.completeExceptionally(e);
    }
  }

  private final class Begin implements LoadRun.Listener {
    @Override
    public void begins(long start) {
      begun.complete(true);
    }

    @Override
    public void figures(LiveFigures figures) {
      // whoever wants them finds them in the run that is kept
    }
  }

  /** Waits for the run's end, which is kept with the project's others. */
  public LoadResult result() throws InterruptedException {
    return outcome(ended);
  }

  private static <T> T outcome(CompletableFuture<T> of) throws InterruptedException {
    try {
      return of.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ProblemException problem -> throw problem;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Ends the run where it still goes on. */
  @Override
  public void close() {
    run.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
