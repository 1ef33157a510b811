package dev.dragoncode.emulators.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dragoncode.emulators.engine.ShellTerminal;
import dev.dragoncode.snapshot.Subscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A terminal whose user is a test. */
final class ScriptedTerminal implements ShellTerminal, AutoCloseable {

  private final PipedOutputStream keys = new PipedOutputStream();
  private final PipedInputStream in;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final List<Consumer<Size>> followers = new CopyOnWriteArrayList<>();
  private volatile Size size;

  ScriptedTerminal(Size size) throws IOException {
    this.size = size;
    this.in = new PipedInputStream(keys, 1 << 16);
  }

  void type(String text) throws IOException {
    keys.write(text.getBytes(UTF_8));
    keys.flush();
  }

  String shown() {
    return screen.toString(UTF_8);
  }

  void resize(Size now) {
    size = now;
    followers.forEach(follower -> follower.accept(now));
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return screen;
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public Subscription onResize(Consumer<Size> changed) {
    followers.add(changed);
    return () -> followers.remove(changed);
  }

  @Override
  public void close() throws IOException {
    keys.close();
  }
}
