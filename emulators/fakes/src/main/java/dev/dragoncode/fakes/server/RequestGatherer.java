package dev.dragoncode.fakes.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a request together, within bounds: its own size, that of all requests on their
 * way, and the time that it takes to come. What is too much is refused, and the connection closed
 * once the client has had time to read why.
 */
// what cannot be written because the connection broke interests nobody
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestGatherer extends ChannelInboundHandlerAdapter {

  /** A client that takes longer for one request keeps a thread of an attack, not of a test. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How long what a refused client still sends is thrown away, so that it reads the refusal. */
  private static final int LINGER_SECONDS = 5;

  private static final byte[] NOTHING = {};

  private final Inflow inflow;
  private @Nullable HttpRequest head;
  private final List<byte[]> parts = new ArrayList<>(1);
  private int size;
  private long begun;
  private boolean refused;

  /**
   * A request that has come as a whole.
   *
   * @param held how much of the inflow it takes until it is served
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  record Gathered(HttpRequest head, byte[] body, int held) {}

  RequestGatherer(Inflow inflow) {
    this.inflow = inflow;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest request && !refused) {
        begin(context, request);
      }
      if (message instanceof HttpContent content && !refused && head != null) {
        add(context, content.content());
      }
      if (message instanceof LastHttpContent) {
        end(context);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      refuse(context, status(request.decoderResult().cause()));
      return;
    }
    if (declared(request) > inflow.mostOfOne()) {
      refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    if (HttpUtil.is100ContinueExpected(request)) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    head = request;
    begun = System.nanoTime();
  }

  private static long declared(HttpRequest request) {
    return HttpUtil.isContentLengthSet(request) ? HttpUtil.getContentLength(request) : 0;
  }

  private static HttpResponseStatus status(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
      case TooLongHttpHeaderException _ -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
      default -> HttpResponseStatus.BAD_REQUEST;
    };
  }

  private void add(ChannelHandlerContext context, ByteBuf part) {
    int more = part.readableBytes();
    if (size + (long) more > inflow.mostOfOne()) {
      refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    } else if (System.nanoTime() - begun > LONGEST_NANOS) {
      refuse(context, HttpResponseStatus.REQUEST_TIMEOUT);
    } else if (more > 0 && !inflow.take(more)) {
      refuse(context, HttpResponseStatus.SERVICE_UNAVAILABLE);
    } else {
      // no more than has come: what a client declares may never come
      if (more > 0) {
        parts.add(ByteBufUtil.getBytes(part));
        size += more;
      }
    }
  }

  private void end(ChannelHandlerContext context) {
    if (refused) {
      context.flush();
      context.close();
      return;
    }
    HttpRequest whole = head;
    if (whole != null) {
      Gathered gathered = new Gathered(whole, body(), size);
      head = null;
      parts.clear();
      size = 0;
      context.fireChannelRead(gathered);
    }
  }

  private byte[] body() {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    if (parts.isEmpty()) {
      return NOTHING;
    }
    ByteBuffer body = ByteBuffer.allocate(size);
    parts.forEach(body::put);
    return body.array();
  }

  private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
    refused = true;
    forget();
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    HttpUtil.setContentLength(response, 0);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
    }
    context
        .writeAndFlush(response)
        .addListener(
            (ChannelFutureListener)
                written ->
                    context
                        .executor()
                        .schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS));
  }

  private void forget() {
    inflow.give(size);
    head = null;
    parts.clear();
    size = 0;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    forget();
    super.channelInactive(context);
  }
}
