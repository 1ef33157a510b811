package dev.dragoncode.fakes.packs.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Durations;
import dev.dragoncode.fakes.pack.PackSettings;
import dev.dragoncode.fakes.pack.YamlJson;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The users, clients and lifetimes that a project's configuration names. */
final class Configuration {

  static final List<String> FIELDS = List.of("users", "clients", "tokens");

  private static final List<String> USER = List.of("name", "password", "claims", "roles", "groups");

  private static final List<String> CLIENT =
      List.of(
          "id",
          "secret",
          "public",
          "name",
          "redirect_uris",
          "post_logout_redirect_uris",
          "grant_types",
          "scope");

  /** Field of the file, and the pack's value that it sets. */
  private static final Map<String, String> LIVES =
      Map.of("code", "code_lives", "access", "token_lives", "refresh", "refresh_lives");

  /** What a token says of itself; a user's claims cannot say otherwise. */
  private static final Set<String> RESERVED =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "nonce",
          "auth_time",
          "at_hash",
          "sid",
          "azp",
          "acr",
          "amr",
          "client_id",
          "scope",
          "family");

  private static final List<String> GRANTS =
      List.of("authorization_code", "refresh_token", "client_credentials");

  private Configuration() {}

  static void read(YamlFields said, PackSettings.Draft draft) throws YamlException {
    if (said.has("users")) {
      draft.replace("user");
      Set<String> names = new HashSet<>();
      for (YamlFields user : said.items("users", USER, item -> item)) {
        user(user, names, draft);
      }
    }
    if (said.has("clients")) {
      draft.replace("client");
      Set<String> ids = new HashSet<>();
      for (YamlFields client : said.items("clients", CLIENT, item -> item)) {
        client(client, ids, draft);
      }
    }
    if (said.has("tokens")) {
      YamlFields tokens =
          YamlFields.of(said.required("tokens"), LIVES.keySet().stream().sorted().toList());
      for (Map.Entry<String, String> life : LIVES.entrySet()) {
        if (tokens.has(life.getKey())) {
          long seconds = Durations.of(tokens, life.getKey()).toSeconds();
          if (seconds < 1) {
            throw new YamlException(tokens.placeOf(life.getKey()), "a second is the least");
          }
          draft.value(life.getValue(), JsonNodeFactory.instance.numberNode(seconds));
        }
      }
    }
  }

  private static void user(YamlFields user, Set<String> names, PackSettings.Draft draft)
      throws YamlException {
    String name = user.text("name");
    if (!names.add(name)) {
      throw new YamlException(user.placeOf("name"), "there are two users “" + name + "”");
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("sub", name);
    row.put("password", user.has("password") ? user.text("password") : "password");
    ObjectNode claims = row.putObject("claims").put("preferred_username", name);
    if (user.has("claims")) {
      YamlNode node = user.required("claims");
      if (!(node instanceof YamlNode.Mapping mapping)) {
        throw new YamlException(node.place(), "claims are names and values");
      }
      for (Map.Entry<String, YamlNode.Entry> claim : mapping.entries().entrySet()) {
        if (RESERVED.contains(claim.getKey())) {
          throw new YamlException(
              claim.getValue().keyPlace(), "the provider itself says “" + claim.getKey() + "”");
        }
        claims.set(claim.getKey(), YamlJson.of(claim.getValue().value()));
      }
    }
    for (String list : List.of("roles", "groups")) {
      if (user.has(list)) {
        claims.set(list, texts(user.texts(list)));
      }
    }
    draft.row("user", name, row);
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static void client(YamlFields client, Set<String> ids, PackSettings.Draft draft)
      throws YamlException {
    String id = client.text("id");
    if (!ids.add(id)) {
      throw new YamlException(client.placeOf("id"), "there are two clients “" + id + "”");
    }
    boolean open = client.flag("public", false);
    if (open == client.has("secret")) {
      throw new YamlException(
          client.placeOf(open ? "secret" : "id"),
          open
              ? "a public client has no secret"
              : "a client has a secret, or says that it is public: true");
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("client_id", id);
    if (open) {
      row.put("token_endpoint_auth_method", "none");
    } else {
      row.put("client_secret", client.text("secret"));
    }
    row.put("client_name", client.optionalText("name").orElse(id));
    List<String> grants = grants(client, open);
    row.set("grant_types", texts(grants));
    row.set("redirect_uris", addresses(client, "redirect_uris"));
    row.set("post_logout_redirect_uris", addresses(client, "post_logout_redirect_uris"));
    if (grants.contains("authorization_code") && row.path("redirect_uris").isEmpty()) {
      throw new YamlException(
          client.place(), "“%s” needs redirect_uris for authorization_code".formatted(id));
    }
    if (client.has("scope")) {
      row.put("scope", client.text("scope"));
    }
    draft.row("client", id, row);
  }

  private static List<String> grants(YamlFields client, boolean open) throws YamlException {
    List<String> grants =
        client.has("grant_types")
            ? client.texts("grant_types")
            : List.of("authorization_code", "refresh_token");
    for (String grant : grants) {
      if (!GRANTS.contains(grant)) {
        throw new YamlException(
            client.placeOf("grant_types"),
            "“%s” is none of %s".formatted(grant, String.join(", ", GRANTS)));
      }
    }
    if (open && grants.contains("client_credentials")) {
      throw new YamlException(
          client.placeOf("grant_types"), "a public client has no credentials to show");
    }
    return grants;
  }

  private static JsonNode addresses(YamlFields client, String key) throws YamlException {
    List<String> addresses = client.texts(key);
    for (String address : addresses) {
      try {
        URI uri = new URI(address);
        if (uri.isAbsolute() && uri.getFragment() == null) {
          continue;
        }
      } catch (URISyntaxException e) {
        throw new YamlException(
            client.placeOf(key), "“%s” is no address: %s".formatted(address, e.getReason()));
      }
      throw new YamlException(
          client.placeOf(key), "“" + address + "” is no whole address without a fragment");
    }
    return texts(addresses);
  }
}
