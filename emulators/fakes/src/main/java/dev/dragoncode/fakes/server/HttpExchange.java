package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.server.RequestGatherer.Gathered;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One connection: requests in, answers out in their order, faults played on the way. */
// what cannot be written because the connection broke interests nobody
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpExchange extends SimpleChannelInboundHandler<Gathered> {

  /** Requests that a client has sent ahead without waiting for answers. */
  private static final int MOST_PIPELINED = 128;

  private final Responder responder;
  private final Inflow inflow;
  private final Deque<Gathered> waiting = new ArrayDeque<>();
  private boolean busy;

  HttpExchange(Responder responder, Inflow inflow) {
    this.responder = responder;
    this.inflow = inflow;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Gathered request) {
    if (!busy) {
      serve(context, request);
    } else if (waiting.size() < MOST_PIPELINED) {
      waiting.add(request);
    } else {
      inflow.give(request.held());
      context.close();
    }
  }

  private void serve(ChannelHandlerContext context, Gathered request) {
    busy = true;
    boolean keepAlive = HttpUtil.isKeepAlive(request.head());
    boolean head = request.head().method().equals(HttpMethod.HEAD);
    PackRuntime.Answer answer;
    try {
      answer = answer(request);
    } finally {
      inflow.give(request.held());
    }
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

  private PackRuntime.Answer answer(Gathered request) {
    FakeRequest readable;
    try {
      readable = read(request);
    } catch (IllegalArgumentException e) {
      Reply refusal = Reply.text(400, "text/plain", "The address cannot be read.\n");
      return new PackRuntime.Answer(refusal, Optional.empty(), (status, headers, body) -> {});
    }
    return responder.answer(readable);
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
    Gathered request = waiting.poll();
    if (request != null) {
      serve(context, request);
    }
  }

  private static FakeRequest read(Gathered request) {
    QueryStringDecoder address =
        new QueryStringDecoder(request.head().uri(), StandardCharsets.UTF_8, true, 1_024, true);
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, List<String>> repeated = new LinkedHashMap<>();
    request
        .head()
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
        request.head().method().name(),
        request.head().uri(),
        address.path(),
        address.parameters(),
        headers,
        repeated,
        request.body());
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
    waiting.forEach(request -> inflow.give(request.held()));
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
