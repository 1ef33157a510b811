package dev.dragoncode.fakes.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What may be on its way into the server at a time: bytes of requests, and connections. */
final class Inflow {

  /** A request larger than this is refused; most vendors' own bounds are lower. */
  private static final long MOST_OF_ONE = 32L << 20;

  /** Of the heap, for one request: what is made of it takes several times as much. */
  private static final int SHARE_OF_ONE = 12;

  /** Of the heap, for all requests that have come in part or wait. */
  private static final int SHARE_OF_ALL = 10;

  /** What an idle connection takes of the heap, measured, and a quarter on top. */
  private static final int CONNECTION = 4_000;

  /** Of the heap, for connections. */
  private static final int SHARE_OF_CONNECTIONS = 2;

  private final long mostOfOne;
  private final long mostOfAll;
  private final int mostConnections;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * What fits a heap.
   *
   * @param heap in bytes
   */
  Inflow(long heap) {
    mostOfOne = Math.min(MOST_OF_ONE, heap / SHARE_OF_ONE);
    mostOfAll = heap / SHARE_OF_ALL;
    mostConnections = (int) Math.min(Integer.MAX_VALUE, heap / SHARE_OF_CONNECTIONS / CONNECTION);
  }

  /** The most bytes of one request's body. */
  long mostOfOne() {
    return mostOfOne;
  }

  /** Takes up bytes of a request, unless there are too many. */
  boolean take(int more) {
    if (bytes.addAndGet(more) <= mostOfAll) {
      return true;
    }
    bytes.addAndGet(-more);
    return false;
  }

  void give(long back) {
    bytes.addAndGet(-back);
  }

  /** Lets one more connection in, unless there are too many. */
  boolean connect() {
    if (connections.incrementAndGet() <= mostConnections) {
      return true;
    }
    connections.decrementAndGet();
    return false;
  }

  void disconnect() {
    connections.decrementAndGet();
  }
}
