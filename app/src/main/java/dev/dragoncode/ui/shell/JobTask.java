package dev.dragoncode.ui.shell;

import java.util.concurrent.CountDownLatch;
import javafx.concurrent.Task;

/**
 * A job of a service in the form that TaskProgressView shows: its thread waits until the service is
 * done, and Cancel asks the service to stop.
 */
final class JobTask extends Task<Void> {

  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable cancel;

  JobTask(ShellViewModel.Job job) {
    this.cancel = job.cancel();
    updateTitle(job.title());
    report(job);
    Thread.ofVirtual().name("job " + job.id()).start(this);
  }

  /** Shows how far the job is. */
  void report(ShellViewModel.Job job) {
    updateTitle(job.title());
    updateProgress(job.progress(), 1);
  }

  /** The service is done. */
  void end() {
    done.countDown();
  }

  @Override
  protected Void call() throws InterruptedException {
    done.await();
    return null;
  }

  @Override
  protected void cancelled() {
    cancel.run();
  }
}
