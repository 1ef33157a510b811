package dev.dragoncode.bench;

import dev.dragoncode.load.Expected;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.Pace;
import dev.dragoncode.service.load.LoadRun;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests a second a generator makes on a route of 1 KiB, as fast as it can on so many
 * connections; app/src/bench/load/run races it with wrk.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows in the rate
public final class LoadRace {

  private LoadRace() {}

  /**
   * Serves, or races.
   *
   * @param arguments {@code server PORT}, or {@code ours|jdk URL CONNECTIONS SECONDS}
   */
  public static void main(String... arguments) throws Exception {
    switch (arguments[0]) {
      case "server" -> serve(Integer.parseInt(arguments[1]));
      case "ours" -> ours(URI.create(arguments[1]), number(arguments[2]), number(arguments[3]));
      case "jdk" -> jdk(URI.create(arguments[1]), number(arguments[2]), number(arguments[3]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static void ours(URI target, int connections, int seconds) throws InterruptedException {
    LoadPlan plan =
        new LoadPlan(
            "GET",
            target,
            List.of(),
            "",
            Expected.SUCCESS,
            new Pace.Closed(),
            Duration.ofSeconds(3),
            Duration.ofSeconds(seconds),
            connections,
            LoadPlan.PATIENCE,
            List.of(),
            Optional.empty());
    LoadResult result = new LoadRun(plan, InstantSource.system()).run(_ -> {}).result();
    System.out.printf(
        "%.0f requests/s, p99 %s, %d bad%n", result.rate(), result.latencies().p99(), result.bad());
  }

  private static void jdk(URI target, int connections, int seconds) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(target).build();
    AtomicLong answers = new AtomicLong();
    long warm = System.nanoTime() + 3_000_000_000L;
    long end = warm + seconds * 1_000_000_000L;
    for (int i = 0; i < connections; i++) {
      next(client, request, answers, warm, end);
    }
    while (System.nanoTime() < end) {
      Thread.sleep(100);
    }
    System.out.printf("%.0f requests/s%n", answers.get() / (double) seconds);
    System.exit(0);
  }

  private static void next(
      HttpClient client, HttpRequest request, AtomicLong answers, long warm, long end) {
    client
        .sendAsync(request, BodyHandlers.discarding())
        .thenAccept(_ -> {
          long now = System.nanoTime();
          if (now > warm && now < end) {
            answers.incrementAndGet();
          }
          if (now < end) {
            next(client, request, answers, warm, end);
          }
        });
  }

  private static void serve(int port) throws InterruptedException {
    ByteBuf body = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeZero(1_024));
    new ServerBootstrap()
        .group(new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()))
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 1_024)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel connection) {
                connection
                    .pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(1 << 16))
                    .addLast(new Answer(body));
              }
            })
        .bind("127.0.0.1", port)
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final ByteBuf body;

    Answer(ByteBuf body) {
      this.body = body;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body.duplicate());
      answer.headers().set("Content-Length", body.readableBytes());
      context.writeAndFlush(answer);
    }
  }
}
