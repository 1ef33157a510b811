package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Reply;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The way out of one answer: whole, bit by bit, slowly, cut short, or not at all. */
// what cannot be written because the connection broke interests nobody
@SuppressWarnings("FutureReturnValueIgnored")
final class Outlet {

  /** How often a slow body goes on. */
  private static final int SLOW_MILLIS = 100;

  /** Enough that no client takes it for the beginning of an answer. */
  private static final int GARBAGE = 128;

  private static final String BROKEN_HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final ChannelHandlerContext context;
  private final PackRuntime.Answer answer;
  private final boolean keepAlive;
  private final boolean head;

  Outlet(
      ChannelHandlerContext context, PackRuntime.Answer answer, boolean keepAlive, boolean head) {
    this.context = context;
    this.answer = answer;
    this.keepAlive = keepAlive;
    this.head = head;
  }

  /**
   * Sends a reply that is known.
   *
   * @param then what follows once it is out
   */
  void send(Reply reply, Runnable then) {
    Fault fault = answer.fault().orElse(null);
    if (fault != null && fault.reset()) {
      broken(Reply.Broken.How.RESET);
      return;
    }
    switch (reply) {
      case Reply.Json json -> body(json, PackRuntime.bytes(json.body()), then);
      case Reply.Content content -> body(content, content.body(), then);
      case Reply.Verbatim verbatim -> body(verbatim, verbatim.body(), then);
      case Reply.Stream stream -> stream(stream, then);
      case Reply.Broken broken -> broken(broken.how());
      case Reply.Later _ -> throw new IllegalStateException("Not known yet");
    }
  }

  private void broken(Reply.Broken.How how) {
    answer.sent().answered(0, Map.of(), new byte[0]);
    if (how == Reply.Broken.How.GARBAGE || how == Reply.Broken.How.BAD_CHUNK) {
      byte[] bytes = new byte[GARBAGE];
      new SplittableRandom(GARBAGE).nextBytes(bytes);
      String head = how == Reply.Broken.How.BAD_CHUNK ? BROKEN_HEAD : "";
      // past the codec, which would refuse them
      context
          .pipeline()
          .context(HttpServerCodec.class)
          .writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), bytes))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (how == Reply.Broken.How.RESET) {
      // with no linger, closing sends RST
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    context.close();
  }

  private void body(Reply reply, byte[] whole, Runnable then) {
    Fault fault = answer.fault().orElse(null);
    byte[] body =
        fault != null && fault.malformed() ? Arrays.copyOf(whole, whole.length / 2) : whole;
    answer.sent().answered(reply.status(), reply.headers(), kept(body));
    if (fault != null && fault.bytesPerSecond() > 0 && !head) {
      slow(reply, body, fault.bytesPerSecond(), then);
      return;
    }
    if (reply instanceof Reply.Verbatim verbatim && verbatim.pieces() > 1 && !head) {
      pieces(verbatim, body, then);
      return;
    }
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status(reply),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    headers(response, reply);
    if (reply.status() != 204 && reply.status() != 304) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    finish(context.writeAndFlush(response), then);
  }

  private void pieces(Reply.Verbatim reply, byte[] body, Runnable then) {
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(reply));
    headers(response, reply);
    response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    context.writeAndFlush(response);
    int bytes = Math.max(1, Math.ceilDiv(body.length, reply.pieces()));
    paced(body, 0, bytes, Math.max(1, reply.over().toMillis() / reply.pieces()), then);
  }

  private void slow(Reply reply, byte[] body, int bytesPerSecond, Runnable then) {
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(reply));
    headers(response, reply);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    context.writeAndFlush(response);
    paced(body, 0, Math.max(1, bytesPerSecond * SLOW_MILLIS / 1_000), SLOW_MILLIS, then);
  }

  private void paced(byte[] body, int from, int bytes, long millis, Runnable then) {
    if (from >= body.length) {
      finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), then);
      return;
    }
    int to = Math.min(body.length, from + bytes);
    context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(body, from, to - from)));
    if (context.channel().isActive()) {
      context
          .executor()
          .schedule(() -> paced(body, to, bytes, millis, then), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void stream(Reply.Stream stream, Runnable then) {
    HttpResponse response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(stream.status()));
    headers(response, stream);
    response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    context.writeAndFlush(response);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Fault fault = answer.fault().orElse(null);
    List<Reply.Chunk> chunks =
        fault != null && fault.malformed()
            ? stream.chunks().subList(0, stream.chunks().size() / 2)
            : stream.chunks();
    chunk(stream, chunks, 0, all, then);
  }

  private void chunk(
      Reply.Stream stream,
      List<Reply.Chunk> chunks,
      int from,
      ByteArrayOutputStream all,
      Runnable then) {
    for (int i = from; i < chunks.size() && context.channel().isActive(); i++) {
      Reply.Chunk chunk = chunks.get(i);
      if (i > from && !chunk.after().isZero()) {
        int next = i;
        context
            .executor()
            .schedule(
                () -> chunk(stream, chunks, next, all, then),
                chunk.after().toNanos(),
                TimeUnit.NANOSECONDS);
        return;
      }
      byte[] bytes = chunk.text().getBytes(StandardCharsets.UTF_8);
      if (all.size() < Journal.MOST_BODY) {
        all.writeBytes(bytes);
      }
      context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    }
    answer.sent().answered(stream.status(), stream.headers(), kept(all.toByteArray()));
    finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), then);
  }

  private static HttpResponseStatus status(Reply reply) {
    return reply instanceof Reply.Verbatim verbatim && !verbatim.reason().isEmpty()
        ? HttpResponseStatus.valueOf(verbatim.status(), verbatim.reason())
        : HttpResponseStatus.valueOf(reply.status());
  }

  private void headers(HttpResponse response, Reply reply) {
    HttpHeaders headers = response.headers();
    if (reply instanceof Reply.Json) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    }
    if (reply instanceof Reply.Verbatim verbatim) {
      verbatim.lines().forEach(line -> headers.add(line.name(), line.value()));
    } else {
      reply.headers().forEach(headers::set);
    }
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  private void finish(io.netty.channel.ChannelFuture written, Runnable then) {
    if (keepAlive) {
      then.run();
    } else {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static byte[] kept(byte[] body) {
    return body.length <= Journal.MOST_BODY ? body : Arrays.copyOf(body, Journal.MOST_BODY);
  }
}
