package dev.dragoncode.ui.fakes;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Does what waits for an answer away from the FX thread, one after the other: of two changes the
 * later one has to win.
 */
final class Calls {

  private final UiDispatcher dispatcher;
  private final Executor background;
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  /** What waits. */
  interface Work<T> {
    T run() throws InterruptedException;
  }

  Calls(UiDispatcher dispatcher, Executor background) {
    this.dispatcher = dispatcher;
    this.background = background;
  }

  /**
   * Does some work; what follows on it is done on the FX thread.
   *
   * @param failed told what kept it from its work
   */
  <T> void run(Work<T> work, Consumer<? super T> then, Consumer<Problem> failed) {
    last =
        last.handleAsync(
            (_, _) -> {
              carryOut(work, then, failed);
              return null;
            },
            background);
  }

  private <T> void carryOut(Work<T> work, Consumer<? super T> then, Consumer<Problem> failed) {
    try {
      T result = work.run();
      dispatcher.run(() -> then.accept(result));
    } catch (ProblemException e) {
      dispatcher.run(() -> failed.accept(e.problem()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // logged where all that the window did not expect is logged
      dispatcher.run(() -> {
        throw e;
      });
    }
  }
}
