package dev.dragoncode.fakes.packs.sendgrid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** ECDSA on P-256 with SHA-256, as events are signed. */
final class EventKeys {

  private EventKeys() {}

  /**
   * A pair of keys in Base64.
   *
   * @param secret as PKCS #8
   * @param shown as X.509, the way SendGrid shows it
   */
  record Pair(String secret, String shown) {}

  static Pair make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return new Pair(
          base64.encodeToString(pair.getPrivate().getEncoded()),
          base64.encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The signature of a text in Base64; empty where there is no key. */
  static Optional<String> sign(String secret, String text) {
    // what a disturbed delivery adds to the secret begins with a character that Base64 has not
    String key = secret.replaceFirst("[^A-Za-z0-9+/=].*$", "");
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Optional.of(Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
