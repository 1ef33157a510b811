package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Hash;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Reads the ways in which lock files write the hash of an archive. */
final class Hashes {

  private Hashes() {}

  /** Subresource integrity, {@code sha512-BASE64}, several of them apart by spaces. */
  static List<Hash> integrity(String text) {
    List<Hash> hashes = new ArrayList<>();
    for (String each : text.strip().split("\\s+", -1)) {
      int dash = each.indexOf('-');
      if (dash > 0) {
        add(each.substring(0, dash), hex(each.substring(dash + 1)), hashes);
      }
    }
    return hashes;
  }

  /** Empty where it is broken, which is the package manager's to refuse. */
  private static String hex(String base64) {
    try {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** {@code sha256:HEX}. */
  static List<Hash> colon(String text) {
    List<Hash> hashes = new ArrayList<>();
    int colon = text.indexOf(':');
    if (colon > 0) {
      add(text.substring(0, colon), text.substring(colon + 1), hashes);
    }
    return hashes;
  }

  private static void add(String algorithm, String hex, List<Hash> into) {
    String name =
        switch (algorithm.toLowerCase(Locale.ROOT)) {
          case "sha512" -> "SHA-512";
          case "sha384" -> "SHA-384";
          case "sha256" -> "SHA-256";
          case "sha1" -> "SHA-1";
          default -> "";
        };
    int digits =
        switch (name) {
          case "SHA-512" -> 128;
          case "SHA-384" -> 96;
          case "SHA-256" -> 64;
          case "SHA-1" -> 40;
          default -> -1;
        };
    if (hex.length() == digits && hex.matches("[0-9a-fA-F]+")) {
      into.add(new Hash(name, hex.toLowerCase(Locale.ROOT)));
    }
  }
}
