package dev.dragoncode.snapshot;

/** Ends a listener's subscription when closed; closing twice is harmless. */
public interface Subscription extends AutoCloseable {

  @Override
  void close();
}
