package dev.dragoncode.service.load;

import dev.dragoncode.load.Failure;
import dev.dragoncode.load.Header;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Wakefulness;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.IntSupplier;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network as a load run uses it: one thread, the request's bytes made once, connections. */
// whether the thread has ended interests nobody: it is a daemon and has nothing left to do
@SuppressWarnings("FutureReturnValueIgnored")
final class Wire implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
  private static final int MOST_HEAD = 64 << 10;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1,
          new DefaultThreadFactory("load", true),
          NioIoHandler.newFactory(SelectorProvider.provider(), () -> this::look));
  private final EventLoop loop = group.next();
  private final InetSocketAddress address;
  private final ByteBuf request;
  private final boolean head;
  private final Wakefulness wakefulness = new Wakefulness();
  private volatile boolean awake;
  private @Nullable Practice practice;

  Wire(LoadPlan plan, InetSocketAddress address) {
    this.address = address;
    this.request =
        Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(bytes(plan))).asReadOnly();
    this.head = plan.method().equals("HEAD");
  }

  /** Keeps the thread awake between requests where that can be had, or lets it sleep. */
  void stayAwake(boolean wanted) {
    loop.execute(() -> {
      wakefulness.want(wanted, System.nanoTime());
      awake = wakefulness.awake();
      endPractice();
      if (wanted) {
        beginPractice();
      }
    });
  }

  private void beginPractice() {
    try {
      practice = new Practice();
    } catch (IOException e) {
      LOG.debug("Nothing to practise on", e);
    }
  }

  private void practise(long now) {
    try {
      if (practice != null) {
        practice.at(now);
      }
    } catch (IOException e) {
      LOG.debug("Nothing left to practise on", e);
      endPractice();
    }
  }

  private void endPractice() {
    try (Practice _ = practice) {
      practice = null;
    } catch (IOException e) {
      LOG.debug("The practice's connection is broken", e);
    }
  }

  /** Whether the thread is awake between requests. */
  boolean awake() {
    return awake;
  }

  /** Decides whether it stays awake; every second, on the thread itself. */
  void judge() {
    wakefulness.judge(System.nanoTime());
    awake = wakefulness.awake();
  }

  private int look(IntSupplier selectNow, boolean hasTasks) throws Exception {
    if (awake) {
      long now = System.nanoTime();
      wakefulness.look(now);
      awake = wakefulness.awake();
      if (!hasTasks) {
        practise(now);
      }
    }
    return awake || hasTasks ? selectNow.get() : SelectStrategy.SELECT;
  }

  /** The one thread on which everything happens. */
  EventLoop loop() {
    return loop;
  }

  /** The request's bytes, to be sent once. */
  ByteBuf request() {
    return request.duplicate();
  }

  /** Opens a connection; one of the two is called on the loop. */
  void connect(
      Connection.Outcomes outcomes, Consumer<Connection> opened, Consumer<Failure> refused) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECTS_WITHIN.toMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    Connection connection = new Connection(channel, outcomes);
                    channel
                        .pipeline()
                        .addLast("arrival", connection.arrival())
                        .addLast("decoder", decoder())
                        .addLast("connection", connection);
                  }
                })
            .connect(address);
    connecting.addListener(_ -> {
      if (connecting.isSuccess()) {
        opened.accept(connecting.channel().pipeline().get(Connection.class));
      } else {
        refused.accept(
            switch (connecting.cause()) {
              case ConnectTimeoutException _ -> Failure.TIMED_OUT;
              case ConnectException _ -> Failure.REFUSED;
              default -> Failure.BROKEN;
            });
      }
    });
  }

  private HttpResponseDecoder decoder() {
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MOST_HEAD)
            .setMaxHeaderSize(MOST_HEAD)
            // what a server says of itself is counted, not judged
            .setValidateHeaders(false);
    return new HttpResponseDecoder(config) {
      @Override
      protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return head || super.isContentAlwaysEmpty(message);
      }
    };
  }

  private static byte[] bytes(LoadPlan plan) {
    byte[] body = plan.body().getBytes(StandardCharsets.UTF_8);
    String path = plan.target().getRawPath();
    StringBuilder text =
        new StringBuilder(plan.method())
            .append(' ')
            .append(path == null || path.isEmpty() ? "/" : path);
    if (plan.target().getRawQuery() != null) {
      text.append('?').append(plan.target().getRawQuery());
    }
    text.append(" HTTP/1.1\r\n");
    addUnlessGiven(text, plan, "Host", plan.target().getRawAuthority());
    addUnlessGiven(text, plan, "Accept", "*/*");
    addUnlessGiven(text, plan, "User-Agent", "dragoncode-load");
    if (body.length > 0) {
      addUnlessGiven(text, plan, "Content-Type", "application/json");
    }
    for (Header header : plan.headers()) {
      if (!header.name().equalsIgnoreCase("Content-Length")) {
        text.append(header.name()).append(": ").append(header.value()).append("\r\n");
      }
    }
    if (body.length > 0 || plan.method().matches("POST|PUT|PATCH")) {
      text.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private static void addUnlessGiven(StringBuilder text, LoadPlan plan, String name, String value) {
    if (plan.headers().stream().noneMatch(h -> h.name().equalsIgnoreCase(name))) {
      text.append(name).append(": ").append(value).append("\r\n");
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
