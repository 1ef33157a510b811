package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.stubs.SecretNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** Masks what proves who somebody is, wherever a request is shown. */
final class Secrets {

  private Secrets() {}

  /** Whether a header of this lower-case name proves who somebody is. */
  static boolean secret(String name) {
    return SecretNames.credential(name);
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
