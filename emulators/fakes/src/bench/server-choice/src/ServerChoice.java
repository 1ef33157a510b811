import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.netty.bootstrap.ServerBootstrap;
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
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One HTTP server after another with the same work: a bounded journal and 1 KiB of JSON. */
public final class ServerChoice {

  private static final byte[] BODY =
      ("{\"id\":\"cus_1\",\"text\":\"" + "x".repeat(1000) + "\"}").getBytes(UTF_8);
  private static final ArrayDeque<String> JOURNAL = new ArrayDeque<>();

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    switch (arguments[0]) {
      case "jdk" -> jdk(port);
      case "netty" -> netty(port);
      case "undertow" -> undertow(port);
      case "helidon" -> helidon(port);
      case "jetty" -> jetty(port);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static byte[] answer(String method, String path) {
    synchronized (JOURNAL) {
      JOURNAL.addLast(method + " " + path);
      if (JOURNAL.size() > 2_000) {
        JOURNAL.removeFirst();
      }
    }
    return BODY;
  }

  private static void jdk(int port) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 128);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static void netty(int port) throws Exception {
    var group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(1 << 20),
                        new SimpleChannelInboundHandler<FullHttpRequest>() {
                          @Override
                          protected void channelRead0(
                              ChannelHandlerContext context, FullHttpRequest request) {
                            byte[] body = answer(request.method().name(), request.uri());
                            var reply =
                                new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1,
                                    HttpResponseStatus.OK,
                                    Unpooled.wrappedBuffer(body));
                            reply
                                .headers()
                                .set("Content-Type", "application/json")
                                .setInt("Content-Length", body.length);
                            context.writeAndFlush(reply);
                          }
                        });
              }
            })
        .bind("127.0.0.1", port)
        .sync();
  }

  private static void undertow(int port) {
    Undertow.builder()
        .addHttpListener(port, "127.0.0.1")
        .setHandler(exchange -> {
          byte[] body = answer(exchange.getRequestMethod().toString(), exchange.getRequestPath());
          exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
          exchange.getResponseSender().send(ByteBuffer.wrap(body));
        })
        .build()
        .start();
  }

  private static void helidon(int port) {
    WebServer.builder()
        .host("127.0.0.1")
        .port(port)
        .routing(routing ->
            routing.any(
                "/*",
                (request, reply) -> {
                  byte[] body = answer(request.prologue().method().text(), request.path().path());
                  reply.header(HeaderNames.CONTENT_TYPE, "application/json").send(body);
                }))
        .build()
        .start();
  }

  private static void jetty(int port) throws Exception {
    Server server = new Server(new QueuedThreadPool(20));
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            byte[] body = answer(request.getMethod(), request.getHttpURI().getPath());
            response.getHeaders().put("Content-Type", "application/json");
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
          }
        });
    server.start();
  }
}
