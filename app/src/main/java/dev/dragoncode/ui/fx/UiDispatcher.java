package dev.dragoncode.ui.fx;

import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The one crossing to the FX thread. Work is handed over once per pulse; of several snapshots of
 * one source only the newest is applied.
 */
public final class UiDispatcher {

  private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private @Nullable AnimationTimer pulse;

  /** Runs the work on the FX thread with the next pulse, in the order of the calls. */
  public void run(Runnable work) {
    pending.add(work);
    if (scheduled.compareAndSet(false, true)) {
      Platform.runLater(this::awaitPulse);
    }
  }

  /** Runs the work on the FX thread once what is shown now has been laid out and painted. */
  public void afterPaint(Runnable work) {
    run(() -> run(() -> run(work)));
  }

  /**
   * Applies the source's newest snapshot on the FX thread, now and whenever it changes: at most one
   * per pulse, however fast they come. Nothing is applied after the subscription was closed on the
   * FX thread.
   */
  public <T> Subscription follow(SnapshotSource<T> source, Consumer<? super T> apply) {
    AtomicReference<@Nullable T> newest = new AtomicReference<>();
    AtomicBoolean open = new AtomicBoolean(true);
    Subscription upstream =
        source.subscribe(snapshot -> {
          if (newest.getAndSet(snapshot) == null) {
            run(() -> {
              T latest = newest.getAndSet(null);
              if (latest != null && open.get()) {
                apply.accept(latest);
              }
            });
          }
        });
    return () -> {
      open.set(false);
      upstream.close();
    };
  }

  private void awaitPulse() {
    AnimationTimer timer = pulse;
    if (timer == null) {
      timer =
          new AnimationTimer() {
            @Override
            public void handle(long now) {
              stop();
              drain();
            }
          };
      pulse = timer;
    }
    timer.start();
  }

  private void drain() {
    scheduled.set(false);
    Queue<Runnable> batch = new ArrayDeque<>();
    for (Runnable work = pending.poll(); work != null; work = pending.poll()) {
      batch.add(work);
    }
    for (Runnable work : batch) {
      try {
        work.run();
      } catch (RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }
}
