package dev.dragoncode.fakes.packs.oidc;

/** Texts for the few pages that the provider shows. */
final class Html {

  private Html() {}

  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
