package dev.dragoncode.fakes.packs.stripe;

import java.util.Locale;
import java.util.Set;

/** Amounts in their smallest unit. */
final class Money {

  /** Currencies without a smaller unit (docs.stripe.com/currencies#zero-decimal). */
  private static final Set<String> WHOLE =
      Set.of(
          "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv",
          "xaf", "xof", "xpf");

  private Money() {}

  /** As Stripe's messages write it. */
  static String words(long amount, String currency) {
    if (WHOLE.contains(currency)) {
      return amount + " " + currency;
    }
    String number = String.format(Locale.ROOT, "%d.%02d", amount / 100, Math.abs(amount % 100));
    return currency.equals("usd") ? "$" + number + " " + currency : number + " " + currency;
  }
}
