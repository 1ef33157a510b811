package dev.dragoncode.fakes.server;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;

/** One port on which HTTP/1.1 is spoken. */
// whether a connection that is refused could be closed interests nobody
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpListener implements AutoCloseable {

  private static final int MOST_LINE = 64 << 10;

  /** Most requests are smaller; what is kept of a head that never ends is no larger. */
  private static final int USUAL_READ = 512;

  private static final int MOST_READ = 64 << 10;
  private static final int IDLE_SECONDS = 120;

  private final Channel channel;

  private HttpListener(Channel channel) {
    this.channel = channel;
  }

  /**
   * Listens.
   *
   * @param port 0 for any free one
   * @throws dev.dragoncode.problem.ProblemException if the port is taken
   */
  static HttpListener open(
      EventLoopGroup group, String host, int port, Inflow inflow, Responder responder) {
    try {
      Channel channel =
          new ServerBootstrap()
              .group(group)
              .channel(NioServerSocketChannel.class)
              .option(ChannelOption.SO_BACKLOG, 1_024)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.TCP_NODELAY, true)
              // on the heap: ten thousand heads that have come in half fill the memory outside of
              // it,
              // and then nobody is answered any more
              .childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
              .childOption(
                  ChannelOption.RECVBUF_ALLOCATOR,
                  new AdaptiveRecvByteBufAllocator(64, USUAL_READ, MOST_READ))
              .childHandler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                      if (!inflow.connect()) {
                        connection.close();
                        return;
                      }
                      connection.closeFuture().addListener(_ -> inflow.disconnect());
                      connection
                          .pipeline()
                          .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                          .addLast(
                              new HttpServerCodec(
                                  new HttpDecoderConfig()
                                      .setMaxInitialLineLength(MOST_LINE)
                                      .setMaxHeaderSize(MOST_LINE)))
                          .addLast(new RequestGatherer(inflow))
                          .addLast(new HttpExchange(responder, inflow));
                    }
                  })
              .bind(host, port)
              .syncUninterruptibly()
              .channel();
      return new HttpListener(channel);
    } catch (Exception e) {
      throw Problem.of(
              "Port %d is taken".formatted(port),
              "%s:%d cannot be opened: %s".formatted(host, port, e.getMessage()),
              Remedy.of("Choose another port, or stop what listens there."))
          .causedBy(e)
          .asException();
    }
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }
}
