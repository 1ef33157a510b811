package dev.dragoncode.fakes.pack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The message authentication codes that vendors sign with. */
public final class Signatures {

  private Signatures() {}

  /** HMAC-SHA256 in lower-case hex. */
  public static String hmacSha256Hex(String secret, String text) {
    return HexFormat.of().formatHex(hmac("HmacSHA256", secret, text));
  }

  /** HMAC-SHA1 in hex. */
  public static String hmacSha1Hex(String secret, String text) {
    return HexFormat.of().formatHex(hmac("HmacSHA1", secret, text));
  }

  /** HMAC-SHA1 in Base64. */
  public static String hmacSha1Base64(String secret, String text) {
    return Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret, text));
  }

  private static byte[] hmac(String algorithm, String secret, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      // a key must not be empty; nobody signs with none
      String key = secret.isEmpty() ? " " : secret;
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
