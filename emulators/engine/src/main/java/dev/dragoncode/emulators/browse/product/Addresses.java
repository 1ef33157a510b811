package dev.dragoncode.emulators.browse.product;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Texts in addresses. */
public final class Addresses {

  private Addresses() {}

  /** Percent-encoded, as a part of a path or a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
