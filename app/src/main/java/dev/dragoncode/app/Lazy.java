package dev.dragoncode.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a value when it is first asked for, once, whatever thread asks. */
final class Lazy<T> {

  private @Nullable Supplier<T> maker;
  private @Nullable T value;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    if (maker != null) {
      value = maker.get();
      maker = null;
    }
    if (value == null) {
      throw new IllegalStateException("A lazy value was asked for while it was being made");
    }
    return value;
  }
}
