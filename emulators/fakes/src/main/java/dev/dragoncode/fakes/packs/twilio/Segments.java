package dev.dragoncode.fakes.packs.twilio;

/**
 * Into how many pieces a text is cut:
 * https://www.twilio.com/docs/glossary/what-sms-character-limit.
 */
final class Segments {

  /** GSM 03.38; the second line takes two places for each character. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
          + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final String EXTENDED = "\f^{}\\[~]|€";

  private Segments() {}

  static String of(String text) {
    int places = 0;
    boolean gsm = true;
    for (int i = 0; i < text.length() && gsm; i++) {
      char c = text.charAt(i);
      if (BASIC.indexOf(c) >= 0) {
        places++;
      } else if (EXTENDED.indexOf(c) >= 0) {
        places += 2;
      } else {
        gsm = false;
      }
    }
    int segments = gsm ? pieces(places, 160, 153) : pieces(text.length(), 70, 67);
    return String.valueOf(segments);
  }

  private static int pieces(int places, int alone, int together) {
    return places <= alone ? 1 : (places + together - 1) / together;
  }
}
