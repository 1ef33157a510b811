package dev.dragoncode.emulators.model;

/**
 * A listening port of a running emulator, on the loopback interface.
 *
 * @param name the port's name in its spec, such as {@code amqp}
 * @param host where to connect, always a loopback address
 * @param port the published port
 */
public record Endpoint(String name, String host, int port) {}
