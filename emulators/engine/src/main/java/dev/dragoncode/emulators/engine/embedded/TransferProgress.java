package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.model.PullProgress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/** Sums up the resolver's transfers, which run on several threads, and can cancel them. */
final class TransferProgress extends AbstractTransferListener {

  /** Not more often than a person sees. */
  private static final long REPORT_EVERY_NANOS = 50_000_000;

  private final Consumer<PullProgress> consumer;
  private final Map<String, Long> totals = new LinkedHashMap<>();
  private final Map<String, Long> done = new HashMap<>();
  private long reportedAt = System.nanoTime() - REPORT_EVERY_NANOS;
  private volatile boolean cancelled;

  TransferProgress(Consumer<PullProgress> consumer) {
    this.consumer = consumer;
  }

  /** Ends running transfers at their next bytes, and refuses new ones. */
  void cancel() {
    cancelled = true;
  }

  @Override
  public void transferInitiated(TransferEvent event) throws TransferCancelledException {
    refuseWhenCancelled();
  }

  @Override
  public void transferStarted(TransferEvent event) throws TransferCancelledException {
    refuseWhenCancelled();
    count(event, 0, true);
  }

  @Override
  public void transferProgressed(TransferEvent event) throws TransferCancelledException {
    refuseWhenCancelled();
    count(event, event.getTransferredBytes(), false);
  }

  @Override
  public void transferSucceeded(TransferEvent event) {
    count(event, event.getTransferredBytes(), true);
  }

  private void refuseWhenCancelled() throws TransferCancelledException {
    if (cancelled) {
      throw new TransferCancelledException("cancelled");
    }
  }

  private synchronized void count(TransferEvent event, long bytes, boolean always) {
    String name = event.getResource().getResourceName();
    totals.put(name, Math.max(event.getResource().getContentLength(), bytes));
    done.put(name, bytes);
    long now = System.nanoTime();
    if (always || now - reportedAt >= REPORT_EVERY_NANOS) {
      reportedAt = now;
      consumer.accept(new PullProgress(sum(done), sum(totals), fileName(name), parts()));
    }
  }

  private List<PullProgress.Part> parts() {
    return totals.entrySet().stream()
        .map(artifact -> {
          long bytes = done.getOrDefault(artifact.getKey(), 0L);
          return new PullProgress.Part(
              fileName(artifact.getKey()),
              bytes >= artifact.getValue() && bytes > 0
                  ? PullProgress.Step.COMPLETE
                  : PullProgress.Step.DOWNLOADING,
              bytes,
              artifact.getValue());
        })
        .toList();
  }

  private static String fileName(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
