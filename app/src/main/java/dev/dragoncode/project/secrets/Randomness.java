package dev.dragoncode.project.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what a machine has drawn from what a person has written. */
final class Randomness {

  /** Words of texts that stand in for a secret. */
  private static final Pattern FILLER =
      Pattern.compile(
          "example|sample|change.?me|placeholder|dummy|fake|your.?|redacted|insert|replace|todo|foo.?bar"
              + "|x{4,}|\\*{3,}|\\.{3,}|0{5,}|123456|abcdef|qwerty|aaaa|deadbeef|lorem|not.?a.?real|s3cr3t|hunter2"
              + "|not.?secret|some.?(?:secret|token|password|key)|my.?(?:secret|token|password|key)"
              + "|test.?(?:secret|token|password|key)|super.?secret|(?:secret|dev|local|default).?(?:key|token|password)"
              + "|password|keyboard|insecure|unsafe|development");

  /** What is filled in when the program runs, or names a place. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$.*|.*[${<>}()%].*|\\{.*|@.*|!.*|.*://.*|(?:env|vault|secret|arn|aws|gcp|projects|file|ref|op)[:/].*|[./~].*"
              + "|ENC\\[.*|(?:\\{|\\$)[\\w$.-]+(?:\\}|\\$).*");

  private static final Pattern WORDS = Pattern.compile("[A-Za-z]+(?:[-_. /][A-Za-z]+)*\\d{0,4}");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.:,_ -]+");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
  private static final Pattern PRINTED = Pattern.compile("[\\x20-\\x7e]+\\n?");
  private static final int SHORTEST_INSIDE = 12;

  private static final double OF_HEX = 3.0;
  private static final double OF_TEXT = 3.6;
  private static final int SHORTEST_HEX = 32;

  private Randomness() {}

  /** Shannon's entropy, bits for each character. */
  static double entropy(String text) {
    int[] counts = new int[128];
    int others = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < counts.length) {
        counts[c]++;
      } else {
        others++;
      }
    }
    double bits = 0;
    for (int count : counts) {
      bits -= part(count, text.length());
    }
    return bits - part(others, text.length());
  }

  private static double part(int count, int all) {
    if (count == 0) {
      return 0;
    }
    double share = (double) count / all;
    return share * Math.log(share) / Math.log(2);
  }

  /** Whether the text stands in for a secret. */
  static boolean filler(String text) {
    return FILLER.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  /** What base64 stands for, where that is a text; Kubernetes writes passwords so. */
  private static Optional<String> decoded(String value) {
    if (value.length() % 4 != 0 || !BASE64.matcher(value).matches()) {
      return Optional.empty();
    }
    String text = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
    return PRINTED.matcher(text).matches() ? Optional.of(text.strip()) : Optional.empty();
  }

  /** Whether the value of a setting that is called a secret was drawn by a machine. */
  static boolean drawn(String value) {
    Optional<String> inside = decoded(value);
    if (inside.isPresent()) {
      return inside.get().length() >= SHORTEST_INSIDE && drawn(inside.get());
    }
    if (filler(value)
        || REFERENCE.matcher(value).matches()
        || WORDS.matcher(value).matches()
        || UUID.matcher(value).matches()
        || DIGITS_AND_DOTS.matcher(value).matches()) {
      return false;
    }
    if (HEX.matcher(value).matches()) {
      return value.length() >= SHORTEST_HEX && entropy(value) >= OF_HEX;
    }
    boolean digit = value.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean letter = value.chars().anyMatch(Character::isLetter);
    return digit && letter && entropy(value) >= OF_TEXT;
  }
}
