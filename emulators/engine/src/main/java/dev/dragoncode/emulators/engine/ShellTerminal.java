package dev.dragoncode.emulators.engine;

import dev.dragoncode.snapshot.Subscription;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** The user's end of a shell: keys as they are struck, a screen, and its size. */
public interface ShellTerminal {

  /** In characters. */
  record Size(int columns, int rows) {}

  /** What is typed, byte by byte. */
  InputStream in();

  /** The screen. */
  OutputStream out();

  Size size();

  /** Calls back when the size has changed, until closed. */
  Subscription onResize(Consumer<Size> changed);
}
