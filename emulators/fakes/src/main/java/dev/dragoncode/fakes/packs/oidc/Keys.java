package dev.dragoncode.fakes.packs.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** The provider's signing key, made when it is first needed and kept with its state. */
final class Keys {

  private static final int BITS = 2048;

  private Keys() {}

  private static RSAKey key(Scene scene) {
    List<ObjectNode> kept = scene.list("key", Selection.newest(1)).rows();
    try {
      if (!kept.isEmpty()) {
        return RSAKey.parse(kept.getFirst().path("~jwk").asText());
      }
      String id = scene.newId("key");
      RSAKey made =
          new RSAKeyGenerator(BITS)
              .keyID(id)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .generate();
      ObjectNode row = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
      ObjectNode _ = scene.create("key", id, row.put("~jwk", made.toJSONString()));
      return made;
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode published(Scene scene) {
    return OidcCode.json(new JWKSet(key(scene).toPublicJWK()).toString());
  }

  /** A signed token. */
  static String sign(Scene scene, JWTClaimsSet claims, String type) {
    RSAKey key = key(scene);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(type))
                .build(),
            claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  /** The claims of a token that this provider has signed, whether it is still good or not. */
  static Optional<JWTClaimsSet> verified(Scene scene, String token) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      return parsed.verify(new RSASSAVerifier(key(scene).toRSAPublicKey()))
          ? Optional.of(parsed.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}
