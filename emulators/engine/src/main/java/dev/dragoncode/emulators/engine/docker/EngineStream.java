package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an engine sends piece by piece. Unlike docker-java's own adapter it leaves the log alone: a
 * failure is thrown to whoever waits for the end.
 */
abstract class EngineStream<T> implements ResultCallback<T> {

  private static final Logger LOG = LoggerFactory.getLogger(EngineStream.class);

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Closeable connection;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  @Override
  public void onStart(Closeable stream) {
    connection = stream;
    if (closed) {
      closeConnection();
    }
  }

  @Override
  public void onError(Throwable throwable) {
    if (!closed) {
      failure = throwable;
    }
    onComplete();
  }

  @Override
  public void onComplete() {
    ended.countDown();
  }

  /** Ends the stream; what the engine does for it alone, such as a pull, is cancelled. */
  @Override
  public void close() {
    closed = true;
    closeConnection();
    ended.countDown();
  }

  /**
   * Waits for the end.
   *
   * @return whether it came in time
   * @throws RuntimeException what docker-java makes of a failure
   */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    boolean inTime = ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException known) {
      throw known;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
    return inTime;
  }

  private void closeConnection() {
    Closeable open = connection;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("A stream of the engine did not close", e);
      }
    }
  }
}
