package dev.dragoncode.emulators.launcher;

import java.lang.reflect.Field;

/**
 * Starts DynamoDB local on the loopback interface; its own main class listens on all of them. Takes
 * that class's arguments.
 */
public final class DynamodbLauncher {

  private static final String PACKAGE = "software.amazon.dynamodb.services.local.";

  private DynamodbLauncher() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Object proxy =
        Class.forName(PACKAGE + "main.ServerRunner")
            .getMethod("createServerFromCommandLineArgs", String[].class)
            .invoke(null, (Object) arguments);
    Class<?> type = Class.forName(PACKAGE + "server.DynamoDBProxyServer");
    Field field = type.getDeclaredField("server");
    field.setAccessible(true);
    Object jetty = field.get(proxy);
    Object[] connectors = (Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty);
    Class<?> network = Class.forName("org.eclipse.jetty.server.AbstractNetworkConnector");
    for (Object connector : connectors) {
      network.getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
    }
    type.getMethod("start").invoke(proxy);
    System.out.println("Listening on the loopback interface");
    type.getMethod("join").invoke(proxy);
  }
}
