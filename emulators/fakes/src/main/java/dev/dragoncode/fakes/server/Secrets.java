package dev.dragoncode.fakes.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Masks what proves who somebody is, wherever a request is shown. */
final class Secrets {

  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "x-api-key",
          "api-key",
          "x-auth-token");

  private Secrets() {}

  /** Whether a header of this lower-case name proves who somebody is. */
  static boolean secret(String name) {
    return HEADERS.contains(name);
  }

  /** The same headers with their secrets masked. */
  static Map<String, String> masked(Map<String, String> headers) {
    Map<String, String> shown = new LinkedHashMap<>();
    headers.forEach((name, value) -> shown.put(name, secret(name) ? masked(value) : value));
    return shown;
  }

  private static String masked(String value) {
    int space = value.indexOf(' ');
    String scheme = space > 0 ? value.substring(0, space + 1) : "";
    return scheme + Gate.masked(value.substring(scheme.length()));
  }
}
