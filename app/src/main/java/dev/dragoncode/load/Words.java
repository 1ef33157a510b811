package dev.dragoncode.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of a load run as a person reads them: three digits that count, and a unit. */
public final class Words {

  private Words() {}

  /** {@code 850 µs}, {@code 12.4 ms}, {@code 1.01 s}, {@code 2 min}. */
  public static String of(Duration time) {
    double micros = time.toNanos() / 1e3;
    if (micros < 1_000) {
      return three(micros) + " µs";
    }
    if (micros < 1e6) {
      return three(micros / 1e3) + " ms";
    }
    if (micros < 120e6) {
      return three(micros / 1e6) + " s";
    }
    return three(micros / 60e6) + " min";
  }

  /** {@code 199.8}, {@code 12,345}. */
  public static String number(double value) {
    if (value == Math.rint(value) || value >= 1_000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return three(value);
  }

  /** {@code 12,345}. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 99.93 %}: as many digits as are needed to tell it from all of them. */
  public static String percent(double share) {
    double percent = share * 100;
    String text = String.format(Locale.ROOT, "%.2f", percent);
    if (text.equals("100.00") && percent < 100) {
      text = String.format(Locale.ROOT, "%.5f", Math.floor(percent * 1e5) / 1e5);
    }
    return text.replaceAll("\\.?0+$", "") + " %";
  }

  /** {@code 1.2 MB}, in powers of ten. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double value = bytes / 1e3;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1e3;
      unit++;
    }
    return three(value) + " " + units[unit];
  }

  /** How many answers had each status, and how many requests failed in each way. */
  public static List<String> counts(LoadResult result) {
    List<String> counts = new ArrayList<>();
    result.statuses().forEach((status, count) -> counts.add(status + ": " + number(count)));
    result
        .failures()
        .forEach((failure, count) -> counts.add(failure.words() + ": " + number(count)));
    return counts;
  }

  private static String three(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String text = String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}
