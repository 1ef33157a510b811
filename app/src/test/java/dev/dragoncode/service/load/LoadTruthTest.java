package dev.dragoncode.service.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.load.Latencies;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.Pace;
import dev.dragoncode.load.StalledServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The figures of a minute against a real server, beside those of the schedule. */
class LoadTruthTest {

  private static final Percentage CLOSE = Percentage.withPercentage(2);

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "it takes a minute, and a quiet machine")
  void figuresAreThoseOfTheSchedule() throws Exception {
    try (Server server = new Server()) {
      LoadPlan plan = LoadPlan.of(server.uri(), 200, 256, Duration.ofSeconds(60));
      LoadResult result =
          new LoadRun(plan, InstantSource.system())
              .run(
                  new LoadRun.Listener() {
                    @Override
                    public void begins(long start) {
                      server.start = start;
                    }

                    @Override
                    public void figures(LiveFigures figures) {}
                  })
              .result();
      long[] truth =
          StalledServer.latencies(
              new Pace.Open(200, Duration.ZERO), plan.total(), plan.concurrency());
      Latencies measured = result.latencies();
      System.out.printf(
          "measured p50 %s p99 %s p99.9 %s; schedule p50 %s p99 %s p99.9 %s; own %s%n",
          measured.p50(),
          measured.p99(),
          measured.p999(),
          StalledServer.percentile(truth, 50),
          StalledServer.percentile(truth, 99),
          StalledServer.percentile(truth, 99.9),
          result.lateness());

      assertThat(result.answered()).isEqualTo(12_000);
      near(measured.p50(), StalledServer.percentile(truth, 50));
      near(measured.p99(), StalledServer.percentile(truth, 99));
      near(measured.p999(), StalledServer.percentile(truth, 99.9));
    }
  }

  private static void near(Duration measured, Duration truth) {
    assertThat((double) measured.toNanos()).isCloseTo((double) truth.toNanos(), CLOSE);
  }

  /**
   * One thread that answers each request when {@link StalledServer} says, to a few microseconds,
   * since it never sleeps.
   */
  private static final class Server implements AutoCloseable {

    private static final byte[] ANSWER =
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listening = ServerSocketChannel.open();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    // the first answer comes before the run has a start
    private volatile long start = System.nanoTime();
    private volatile boolean closed;

    private record Due(long at, SocketChannel connection) {}

    Server() throws IOException {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
      listening.configureBlocking(false);
      listening.register(selector, SelectionKey.OP_ACCEPT);
      Thread.ofPlatform().daemon().start(this::serve);
    }

    URI uri() throws IOException {
      int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
      return URI.create("http://127.0.0.1:" + port + "/");
    }

    private void serve() {
      ByteBuffer request = ByteBuffer.allocateDirect(4_096);
      try {
        while (!closed) {
          selector.selectNow();
          for (SelectionKey key : selector.selectedKeys()) {
            if (key.isAcceptable()) {
              accept();
            } else {
              read((SocketChannel) key.channel(), request);
            }
          }
          selector.selectedKeys().clear();
          answer();
        }
      } catch (ClosedSelectorException | ClosedChannelException e) {
        closed = true;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private void accept() throws IOException {
      SocketChannel connection = listening.accept();
      connection.configureBlocking(false);
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connection.register(selector, SelectionKey.OP_READ);
    }

    private void read(SocketChannel connection, ByteBuffer request) throws IOException {
      request.clear();
      if (connection.read(request) < 0) {
        connection.close();
        return;
      }
      due.add(new Due(start + StalledServer.answer(System.nanoTime() - start), connection));
    }

    private void answer() throws IOException {
      for (Due next = due.peek(); next != null; next = due.peek()) {
        if (next.at() > System.nanoTime()) {
          return;
        }
        due.remove().connection().write(ByteBuffer.wrap(ANSWER));
      }
    }

    @Override
    public void close() throws IOException {
      closed = true;
      selector.wakeup();
      listening.close();
      selector.close();
    }
  }
}
