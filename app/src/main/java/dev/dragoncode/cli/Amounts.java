package dev.dragoncode.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts with their units, as they are typed. */
final class Amounts {

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})([a-zA-Z]*)(/s)?");

  private Amounts() {}

  /** {@code 200ms}, {@code 30s}, {@code 5m}; a bare number is seconds. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      Matcher amount = AMOUNT.matcher(value);
      if (amount.matches() && amount.group(3) == null) {
        long number = Long.parseLong(amount.group(1));
        switch (amount.group(2)) {
          case "ms" -> {
            return Duration.ofMillis(number);
          }
          case "s", "" -> {
            return Duration.ofSeconds(number);
          }
          case "m", "min" -> {
            return Duration.ofMinutes(number);
          }
          default -> {}
        }
      }
      throw new TypeConversionException("“" + value + "” is no time: write 200ms, 30s or 5m");
    }
  }

  /** {@code 64KiB}, {@code 1MiB}, also with {@code /s}; a bare number is bytes. */
  static final class Bytes implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      Matcher amount = AMOUNT.matcher(value);
      if (amount.matches()) {
        long number = Long.parseLong(amount.group(1));
        switch (amount.group(2).toLowerCase(Locale.ROOT)) {
          case "", "b" -> {
            return number;
          }
          case "kib", "k" -> {
            return number << 10;
          }
          case "kb" -> {
            return number * 1_000;
          }
          case "mib", "m" -> {
            return number << 20;
          }
          case "mb" -> {
            return number * 1_000_000;
          }
          default -> {}
        }
      }
      throw new TypeConversionException(
          "“" + value + "” is no amount of bytes: write 64KiB or 1MiB");
    }
  }
}
