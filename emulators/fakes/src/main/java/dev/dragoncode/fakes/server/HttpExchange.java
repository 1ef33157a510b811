package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One connection: requests in, answers out in their order, faults played on the way. */
// what cannot be written because the connection broke interests nobody
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpExchange extends SimpleChannelInboundHandler<FullHttpRequest> {

  /** Requests that a client has sent ahead without waiting for answers. */
  private static final int MOST_PIPELINED = 128;

  private static final byte[] NOTHING = {};

  private final Responder responder;
  private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
  private boolean busy;

  HttpExchange(Responder responder) {
    this.responder = responder;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      FullHttpResponse bad =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
      HttpUtil.setContentLength(bad, 0);
      context.writeAndFlush(bad).addListener(ChannelFutureListener.CLOSE);
    } else if (busy) {
      if (waiting.size() < MOST_PIPELINED) {
        waiting.add(request.retain());
      } else {
        context.close();
      }
    } else {
      serve(context, request);
    }
  }

  private void serve(ChannelHandlerContext context, FullHttpRequest request) {
    busy = true;
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    boolean head = request.method().equals(HttpMethod.HEAD);
    PackRuntime.Answer answer = responder.answer(read(request));
    Outlet outlet = new Outlet(context, answer, keepAlive, head);
    Duration wait =
        answer
            .fault()
            .flatMap(Fault::latency)
            .map(latency -> latency.sample(ThreadLocalRandom.current()))
            .orElse(Duration.ZERO);
    if (wait.isZero()) {
      send(context, outlet, answer.reply());
    } else {
      context
          .executor()
          .schedule(
              () -> send(context, outlet, answer.reply()), wait.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void send(ChannelHandlerContext context, Outlet outlet, Reply reply) {
    if (reply instanceof Reply.Later later) {
      later
          .reply()
          .whenCompleteAsync(
              (known, failure) ->
                  send(
                      context,
                      outlet,
                      known != null
                          ? known
                          : Reply.text(502, "text/plain", String.valueOf(failure) + "\n")),
              context.executor());
      return;
    }
    outlet.send(reply, () -> next(context));
  }

  private void next(ChannelHandlerContext context) {
    busy = false;
    FullHttpRequest request = waiting.poll();
    if (request != null) {
      try {
        serve(context, request);
      } finally {
        request.release();
      }
    }
  }

  private static FakeRequest read(FullHttpRequest request) {
    QueryStringDecoder address =
        new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, 1_024, true);
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, List<String>> repeated = new LinkedHashMap<>();
    request
        .headers()
        .iteratorAsString()
        .forEachRemaining(header -> {
          String name = header.getKey().toLowerCase(Locale.ROOT);
          String before = headers.put(name, header.getValue());
          if (before != null) {
            repeated
                .computeIfAbsent(name, _ -> new ArrayList<>(List.of(before)))
                .add(header.getValue());
            headers.put(name, before + ", " + header.getValue());
          }
        });
    return new FakeRequest(
        request.method().name(),
        request.uri(),
        address.path(),
        address.parameters(),
        headers,
        repeated,
        bytes(request.content()));
  }

  private static byte[] bytes(ByteBuf content) {
    return content.isReadable() ? ByteBufUtil.getBytes(content) : NOTHING;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof IdleStateEvent && !busy) {
      context.close();
    } else {
      super.userEventTriggered(context, event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    waiting.forEach(FullHttpRequest::release);
    waiting.clear();
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      ServerLog.failure("a connection", cause);
    }
    context.close();
  }
}
