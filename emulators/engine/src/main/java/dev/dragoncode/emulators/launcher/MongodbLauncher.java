package dev.dragoncode.emulators.launcher;

import java.lang.reflect.Method;

/**
 * Starts mongo-java-server on a port of our choice; its own main class knows one port only. Takes
 * the port and the file that keeps the data.
 */
public final class MongodbLauncher {

  private MongodbLauncher() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    int port = Integer.parseInt(arguments[0]);
    Class<?> type = Class.forName("de.bwaldvogel.mongo.H2MongoServer");
    Object server = type.getConstructor(String.class).newInstance(arguments[1]);
    Method shutdown = type.getMethod("shutdownNow");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                shutdown.invoke(server);
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The data may be incomplete", e);
              }
            }));
    type.getMethod("bind", String.class, int.class).invoke(server, "127.0.0.1", port);
    System.out.println("Listening on 127.0.0.1:" + port);
  }
}
