package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.state.Json;
import java.io.IOException;
import java.util.Base64;

/**
 * The token that an app signs itself:
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app.
 * All but the signature is checked, since nobody told the app's public key.
 */
final class AppKeys {

  private static final int LONGEST_SECONDS = 600;

  /** How far the clocks of the two may be apart. */
  private static final int DRIFT_SECONDS = 60;

  private AppKeys() {}

  /** The id that the caller's app names as issuer. */
  static String issuer(Call call) {
    return part(call.credential().secret(), 1).path("iss").asText();
  }

  static void check(Call call) {
    String token = call.credential().secret();
    JsonNode claims = part(token, 1);
    if (!part(token, 0).path("alg").asText().equals("RS256") || !claims.isObject()) {
      throw bad("A JSON web token could not be decoded");
    }
    long now = call.now().getEpochSecond();
    if (claims.path("iss").asText().isEmpty()) {
      throw bad("Missing 'issuer' claim ('iss') in assertion");
    }
    if (!claims.path("iat").isNumber()) {
      throw bad("Missing 'issued at' claim ('iat') in assertion");
    }
    if (claims.path("iat").asLong() > now + DRIFT_SECONDS) {
      throw bad(
          "'Issued at' claim ('iat') must be an Integer representing the time that the assertion"
              + " was issued");
    }
    if (!claims.path("exp").isNumber() || claims.path("exp").asLong() <= now - DRIFT_SECONDS) {
      throw bad(
          "'Expiration time' claim ('exp') must be a numeric value representing the future time at"
              + " which the assertion expires");
    }
    if (claims.path("exp").asLong() > now + LONGEST_SECONDS + DRIFT_SECONDS) {
      throw bad("'Expiration time' claim ('exp') is too far in the future");
    }
  }

  private static JsonNode part(String token, int index) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return MissingNode.getInstance();
    }
    try {
      return Json.read(Base64.getUrlDecoder().decode(parts[index]));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Refusal bad(String message) {
    return Refusal.of("bad_jwt").with("message", message);
  }
}
