package dev.dragoncode.service.load;

import dev.dragoncode.load.Failure;
import dev.dragoncode.load.Ticket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One connection to the server, with at most one request on its way. */
// what a write or a close comes to is seen in the answer, or in the end of the connection
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter {

  /** An answer larger than this is no answer of a route, but a stream. */
  private static final long MOST_BYTES = 64L << 20;

  private final Outcomes outcomes;
  private final Channel channel;
  private @Nullable Ticket ticket;
  private int status;
  private long bytes;
  private boolean keptAlive;
  private long arrived;

  /** Takes what came of requests; called on the connection's thread. */
  interface Outcomes {

    /** The whole answer is here; the connection is open where it can be used again. */
    void answered(Connection connection, Ticket ticket, Answer answer);

    /** There will be no answer; the connection is closed. */
    void failed(Connection connection, Ticket ticket, Failure failure);

    /** The server has ended the connection while nothing was asked. */
    void gone(Connection connection);
  }

  /**
   * A whole answer.
   *
   * @param bytes of its body
   * @param at when its last bytes were here, by the nano clock: to understand them is our own time
   */
  record Answer(int status, long bytes, long at) {}

  Connection(Channel channel, Outcomes outcomes) {
    this.channel = channel;
    this.outcomes = outcomes;
  }

  /**
   * Asks.
   *
   * @param request all of its bytes; this takes it over
   */
  void send(Ticket next, ByteBuf request) {
    ticket = next;
    status = 0;
    bytes = 0;
    keptAlive = true;
    channel.writeAndFlush(request, channel.voidPromise());
  }

  /** Notes when bytes are here, before anything is made of them. */
  ChannelHandler arrival() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        arrived = System.nanoTime();
        context.fireChannelRead(message);
      }
    };
  }

  /** Lets a handler see the bytes before they are understood. */
  void beforeDecoder(ChannelHandler handler) {
    channel.pipeline().addFirst(handler);
  }

  boolean usable() {
    return channel.isActive() && keptAlive;
  }

  /** What is on its way; null for nothing. */
  @Nullable Ticket ticket() {
    return ticket;
  }

  /** Whether some of the answer has come. */
  boolean begun() {
    return status != 0;
  }

  /** Gives up what is on its way. */
  void fail(Failure failure) {
    Ticket failed = ticket;
    ticket = null;
    channel.close();
    if (failed != null) {
      outcomes.failed(this, failed, failure);
    }
  }

  void close() {
    ticket = null;
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (ticket != null) {
        read(message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(Object message) {
    if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
      fail(Failure.NOT_HTTP);
      return;
    }
    if (message instanceof HttpResponse answer) {
      status = answer.status().code();
      keptAlive = HttpUtil.isKeepAlive(answer);
    }
    if (message instanceof HttpContent content) {
      bytes += content.content().readableBytes();
      if (bytes > MOST_BYTES) {
        fail(Failure.ENDLESS);
      } else if (message instanceof LastHttpContent && status >= 200) {
        answered();
      }
    }
  }

  private void answered() {
    Ticket answered = ticket;
    ticket = null;
    if (!keptAlive) {
      channel.close();
    }
    if (answered != null) {
      outcomes.answered(this, answered, new Answer(status, bytes, arrived));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (ticket == null) {
      outcomes.gone(this);
    } else {
      fail(Failure.CLOSED);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (ticket == null) {
      channel.close();
    } else {
      fail(cause instanceof java.io.IOException ? Failure.CLOSED : Failure.NOT_HTTP);
    }
  }
}
