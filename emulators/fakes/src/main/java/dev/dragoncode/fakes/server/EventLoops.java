package dev.dragoncode.fakes.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;

/**
 * Makes Netty's threads, after telling it not to look for what it does not find here: loggers of
 * other makers, pools of buffers, an address of hardware to name connections by.
 */
final class EventLoops {

  /** What waits for a lock of a pack waits in the others' way: one may, and the next is served. */
  private static final int THREADS = 2;

  private EventLoops() {}

  static EventLoopGroup open() {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    System.setProperty("io.netty.allocator.type", "unpooled");
    System.setProperty("io.netty.machineId", "00:00:00:00:00:00");
    return new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
  }
}
