package dev.dragoncode.cli;

import dev.dragoncode.emulators.engine.ShellTerminal;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingInputStream;

/** The user's own terminal, every key of which goes on as it is; closed, it is as it was before. */
final class RawTerminal implements ShellTerminal, AutoCloseable {

  private final org.jline.terminal.Terminal terminal;
  private final Attributes before;
  private final Keys keys;

  private RawTerminal(org.jline.terminal.Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
    this.keys = new Keys(terminal.input());
    terminal.setAttributes(raw(before));
  }

  /**
   * Takes over the terminal.
   *
   * @throws dev.dragoncode.problem.ProblemException if there is none
   */
  static RawTerminal open() {
    try {
      return new RawTerminal(
          TerminalBuilder.builder()
              .system(true)
              .ffm(true)
              .jni(false)
              .dumb(false)
              // asks the terminal questions, whose answers the shell would take for keys
              .graphemeCluster(false)
              .build());
    } catch (IOException | IllegalStateException e) {
      throw Problem.of(
              "A shell needs a terminal",
              "Input and output of this command are no terminal.",
              Remedy.of("Run it in a terminal window, without redirecting it."))
          .causedBy(e)
          .asException();
    }
  }

  /** As a remote shell wants it: no echo, no line editing, and Ctrl-C is a key as any other. */
  private static Attributes raw(Attributes usual) {
    Attributes raw = new Attributes(usual);
    raw.setLocalFlags(
        EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN, LocalFlag.ISIG), false);
    raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
    raw.setOutputFlag(OutputFlag.OPOST, false);
    raw.setControlChar(ControlChar.VMIN, 1);
    raw.setControlChar(ControlChar.VTIME, 0);
    return raw;
  }

  @Override
  public InputStream in() {
    return keys;
  }

  @Override
  public OutputStream out() {
    return terminal.output();
  }

  @Override
  public Size size() {
    return new Size(terminal.getSize().getColumns(), terminal.getSize().getRows());
  }

  @Override
  public Subscription onResize(Consumer<Size> changed) {
    var earlier = terminal.handle(Signal.WINCH, signal -> changed.accept(size()));
    return () -> terminal.handle(Signal.WINCH, earlier);
  }

  @Override
  public void close() {
    keys.close();
    terminal.setAttributes(before);
    terminal.flush();
  }

  /** Keys, for which nobody waits so long that the terminal could not be given back. */
  private static final class Keys extends InputStream {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final NonBlockingInputStream in;
    private volatile boolean closed;

    Keys(InputStream in) {
      this.in = NonBlocking.nonBlocking("keys", in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = NonBlockingInputStream.READ_EXPIRED;
      while (n == NonBlockingInputStream.READ_EXPIRED && !closed) {
        n = in.readBuffered(bytes, offset, length, LOOK_EVERY_MILLIS);
      }
      return closed ? -1 : n;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
