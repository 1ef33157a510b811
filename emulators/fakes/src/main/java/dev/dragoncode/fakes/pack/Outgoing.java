package dev.dragoncode.fakes.pack;

import java.util.Map;

/**
 * A message to whoever listens to a vendor's events.
 *
 * @param event the vendor's name of what happened
 * @param endpoint the id of the row or setting that named the address; empty for none
 * @param secret with which it is signed; empty for none
 * @param headers by lower-case name, besides the type and the signature
 * @param body as it is sent
 */
public record Outgoing(
    String event,
    String endpoint,
    String url,
    String secret,
    String contentType,
    Map<String, String> headers,
    String body) {}
