package dev.dragoncode.io.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * The signals that make a process stand still and go on, which Java knows nothing of: the system's
 * own {@code kill(2)}. Not on Windows, which has none.
 */
public final class Signals {

  private static final Optional<MethodHandle> KILL = findKill();

  private Signals() {}

  /** Whether this system has such signals. */
  public static boolean available() {
    return KILL.isPresent();
  }

  /** Makes a process stand still; one that has ended is no failure. */
  public static void stop(ProcessHandle process) {
    send(process, mac() ? 17 : 19);
  }

  /** Lets it go on. */
  public static void resume(ProcessHandle process) {
    send(process, mac() ? 19 : 18);
  }

  private static boolean mac() {
    return os().startsWith("mac");
  }

  private static String os() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("restricted") // nothing of the memory that it can reach is shared
  private static Optional<MethodHandle> findKill() {
    if (os().startsWith("windows")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> address = linker.defaultLookup().find("kill");
    return address.map(kill ->
        linker.downcallHandle(
            kill,
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)));
  }

  private static void send(ProcessHandle process, int signal) {
    MethodHandle kill =
        KILL.orElseThrow(() -> new UnsupportedOperationException("This system has no signals"));
    try {
      int _ = (int) kill.invokeExact((int) process.pid(), signal);
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }
}
