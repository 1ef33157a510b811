package dev.dragoncode.service.rotate;

import java.security.SecureRandom;

/** New passwords. */
final class Passwords {

  /** Letters and digits only, so that no URL and no shell needs to quote one. */
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** 32 of 62 characters: 190 bits. */
  private static final int LENGTH = 32;

  private Passwords() {}

  static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
