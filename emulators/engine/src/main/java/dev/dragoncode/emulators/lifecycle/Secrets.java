package dev.dragoncode.emulators.lifecycle;

import java.security.SecureRandom;

/** Passwords for one run of an emulator. */
final class Secrets {

  /** Letters and digits only, so that a password needs no quoting in a URL or a shell. */
  private static final String ALPHABET =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

  /** 24 of 57 characters: 140 bits. */
  private static final int LENGTH = 24;

  private Secrets() {}

  static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder secret = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }
}
