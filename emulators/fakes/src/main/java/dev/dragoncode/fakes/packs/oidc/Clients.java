package dev.dragoncode.fakes.packs.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The applications that the provider knows: registered (RFC 7591), and proven at each call. */
final class Clients {

  private Clients() {}

  static void setUp(Setup setup) {
    setup.operation("client.register", Clients::register);
    setup.operation("client.read", Clients::read);
  }

  private static Reply register(Call call) {
    OIDCClientMetadata metadata;
    try {
      metadata = OIDCClientMetadata.parse(JSONObjectUtils.parse(call.request().text()));
      metadata.applyDefaults();
    } catch (ParseException e) {
      throw OidcCode.error("invalid_client_metadata", String.valueOf(e.getMessage()));
    }
    boolean redirects =
        metadata.getGrantTypes().stream().anyMatch(g -> g.getValue().equals("authorization_code"));
    if (redirects && (metadata.getRedirectionURIs() == null)) {
      throw OidcCode.error("invalid_redirect_uri", "redirect_uris is missing.");
    }
    ObjectNode values = (ObjectNode) OidcCode.json(metadata.toJSONObject().toJSONString());
    boolean secret = !ClientAuthenticationMethod.NONE.equals(metadata.getTokenEndpointAuthMethod());
    if (secret) {
      values.put("client_secret", call.random(Alphabets.BASE62, 43));
      values.put("client_secret_expires_at", 0);
    }
    if (!values.has("scope")) {
      values.put("scope", "openid profile email address phone offline_access");
    }
    String id = call.newId("client");
    values.put("client_id", id);
    values.put("~registration", call.random(Alphabets.BASE62, 43));
    ObjectNode client = call.create("client", id, values);
    return Reply.json(201, shown(call, client));
  }

  private static ObjectNode shown(Call call, ObjectNode client) {
    ObjectNode shown = dev.dragoncode.fakes.pack.Hidden.without(client).deepCopy();
    List<String> unset = new ArrayList<>();
    shown
        .properties()
        .forEach(field -> {
          if (field.getValue().isNull()) {
            unset.add(field.getKey());
          }
        });
    shown.remove(unset);
    shown.put("registration_access_token", client.path("~registration").asText());
    shown.put(
        "registration_client_uri", call.url() + "/register/" + client.path("client_id").asText());
    return shown;
  }

  private static Reply read(Call call) {
    String token = TokenUse.bearer(call).orElseThrow(() -> Refusal.of("no_token"));
    ObjectNode client = call.get("client", call.path("client_id"));
    if (!token.equals(client.path("~registration").asText())) {
      throw Refusal.of("invalid_token").with("message", "The token is not this client's.");
    }
    return Reply.json(200, shown(call, client));
  }

  /** The client that calls, proven by what it registered for. */
  static ObjectNode proven(Call call) {
    Optional<String[]> basic = basic(call);
    String id = basic.map(pair -> pair[0]).or(() -> call.text("client_id")).orElse("");
    ObjectNode client =
        call.find("client", id).orElseThrow(() -> refused("No client has this id."));
    String method = client.path("token_endpoint_auth_method").asText();
    String secret = client.path("client_secret").asText("");
    if (client.path("client_secret").isNull() || method.equals("none")) {
      if (basic.isPresent() || call.text("client_secret").isPresent()) {
        throw refused("This client has no secret.");
      }
      return client;
    }
    String given = basic.map(pair -> pair[1]).or(() -> call.text("client_secret")).orElse("");
    if (basic.isPresent() && call.text("client_secret").isPresent()) {
      throw OidcCode.error("invalid_request", "The client proves itself in two ways.");
    }
    if (!same(given, secret)) {
      throw refused("The client's secret is wrong.");
    }
    return client;
  }

  private static Refusal refused(String message) {
    return Refusal.of("invalid_client").with("message", message);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 6749, 2.3.1: name and secret are form-encoded before they are joined. */
  private static Optional<String[]> basic(Call call) {
    Optional<String> header =
        call.request()
            .header("authorization")
            .filter(h -> h.regionMatches(true, 0, "Basic ", 0, 6));
    if (header.isEmpty()) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.get().substring(6).strip()),
              StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return Optional.of(
          new String[] {
            decoded(pair.substring(0, Math.max(0, colon))), decoded(pair.substring(colon + 1))
          });
    } catch (IllegalArgumentException e) {
      throw refused("The Authorization header is not readable.");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static boolean registered(ObjectNode client, String field, String value) {
    for (JsonNode one : client.path(field)) {
      if (one.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** The scopes that are asked for, of those that the client may have. */
  static List<String> scopes(ObjectNode client, String asked) {
    List<String> allowed = List.of(client.path("scope").asText().split(" ", -1));
    List<String> scopes = new ArrayList<>();
    for (String scope : asked.strip().split("\\s+", -1)) {
      if (!scope.isEmpty() && !allowed.contains(scope)) {
        throw OidcCode.error("invalid_scope", "This client may not have “" + scope + "”.");
      }
      if (!scope.isEmpty()) {
        scopes.add(scope);
      }
    }
    return scopes;
  }
}
