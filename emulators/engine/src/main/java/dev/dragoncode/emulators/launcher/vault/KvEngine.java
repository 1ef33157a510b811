package dev.dragoncode.emulators.launcher.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.launcher.vault.Secret.Settings;
import dev.dragoncode.emulators.launcher.vault.Secret.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine of secrets with versions (KV, version 2), as its HTTP API describes it. */
final class KvEngine {

  private static final Pattern DURATION = Pattern.compile("(\\d+)([smhd]?)");

  private final NavigableMap<String, Secret> secrets = new TreeMap<>();
  private final Clock clock;
  private Settings common = Settings.NONE;

  KvEngine(Clock clock) {
    this.clock = clock;
  }

  /**
   * Answers a call.
   *
   * @param path below the engine's own place
   */
  synchronized Answer answer(Call call, String path) {
    int slash = path.indexOf('/');
    String part = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    if (part.equals("config") && key.isEmpty()) {
      return config(call);
    }
    if (key.isEmpty() && call.method() != Call.Method.LIST) {
      throw part.equals("data") || part.equals("metadata")
          ? Refusal.badRequest("missing path")
          : Refusal.unsupported();
    }
    return switch (part) {
      case "data" -> data(call, key);
      case "metadata" -> metadata(call, key);
      case "delete" -> versions(call, key, Secret::delete);
      case "undelete" -> versions(call, key, Secret::undelete);
      case "destroy" -> versions(call, key, Secret::destroy);
      default -> throw Refusal.unsupported();
    };
  }

  /** What is done with one version of a secret. */
  private interface VersionChange {
    void on(Secret secret, int version, Instant now);
  }

  private Answer config(Call call) {
    return switch (call.method()) {
      case READ -> Answer.data(Described.settings(common));
      case WRITE -> {
        common = settings(call.body(), common);
        yield Answer.NOTHING;
      }
      case LIST, PATCH, DELETE -> throw Refusal.unsupported();
    };
  }

  private Answer data(Call call, String key) {
    return switch (call.method()) {
      case READ -> read(call, key);
      case WRITE -> {
        ObjectNode data = given(call);
        Secret secret = Optional.ofNullable(secrets.get(key)).orElseGet(() -> new Secret(now()));
        checkAndSet(call, secret);
        secrets.put(key, secret);
        yield written(secret, data);
      }
      case PATCH -> patch(call, key);
      case DELETE -> {
        Secret secret = secrets.get(key);
        if (secret != null) {
          secret.delete(secret.current(), now());
        }
        yield Answer.NOTHING;
      }
      case LIST -> throw Refusal.unsupported();
    };
  }

  private Answer read(Call call, String key) {
    Secret secret = known(key);
    int number = number(call.query().getOrDefault("version", "0"));
    Version version = secret.version(number).orElseThrow(Refusal::notFound);
    ObjectNode data = Call.JSON.createObjectNode();
    boolean readable = version.readable(now());
    data.set("data", readable ? version.data() : data.nullNode());
    data.set(
        "metadata", Described.version(secret, number == 0 ? secret.current() : number, version));
    return Answer.data(readable ? 200 : 404, data);
  }

  private Answer patch(Call call, String key) {
    ObjectNode patch = given(call);
    Secret secret = known(key);
    checkAndSet(call, secret);
    Version version = secret.version(0).orElseThrow(Refusal::notFound);
    if (!version.readable(now())) {
      return Answer.data(404, Described.version(secret, secret.current(), version));
    }
    return written(secret, merged(version.data(), patch));
  }

  private Answer written(Secret secret, ObjectNode data) {
    secret.add(data, now(), common);
    return Answer.data(
        Described.version(secret, secret.current(), secret.version(0).orElseThrow()));
  }

  private static ObjectNode given(Call call) {
    if (!(call.body().path("data") instanceof ObjectNode data)) {
      throw Refusal.badRequest("no data provided");
    }
    return data.deepCopy();
  }

  private void checkAndSet(Call call, Secret secret) {
    JsonNode cas = call.object("options").path("cas");
    if (cas.isMissingNode()) {
      if (common.casRequired() || secret.settings().casRequired()) {
        throw Refusal.badRequest("check-and-set parameter required for this call");
      }
      return;
    }
    if (!cas.isIntegralNumber() && !cas.asText().matches("\\d{1,9}")) {
      throw Refusal.badRequest("error parsing check-and-set parameter");
    }
    if (cas.asInt() != secret.current()) {
      throw Refusal.badRequest("check-and-set parameter did not match the current version");
    }
  }

  /** JSON merge patch: null removes, objects are merged, all else replaces. */
  private static ObjectNode merged(ObjectNode before, ObjectNode patch) {
    ObjectNode after = before.deepCopy();
    patch
        .properties()
        .forEach(field -> {
          JsonNode value = field.getValue();
          if (value.isNull()) {
            after.remove(field.getKey());
          } else if (value instanceof ObjectNode object) {
            after.set(
                field.getKey(),
                merged(
                    after.path(field.getKey()) instanceof ObjectNode inner
                        ? inner
                        : after.objectNode(),
                    object));
          } else {
            after.set(field.getKey(), value);
          }
        });
    return after;
  }

  private Answer versions(Call call, String key, VersionChange change) {
    if (call.method() != Call.Method.WRITE) {
      throw Refusal.unsupported();
    }
    JsonNode numbers = call.body().path("versions");
    if (!numbers.isArray() || numbers.isEmpty()) {
      throw Refusal.badRequest("No version number provided");
    }
    Secret secret = secrets.get(key);
    if (secret != null) {
      Instant now = now();
      numbers.forEach(number -> change.on(secret, number(number.asText()), now));
    }
    return Answer.NOTHING;
  }

  private Answer metadata(Call call, String key) {
    return switch (call.method()) {
      case READ -> Answer.data(Described.secret(known(key)));
      case LIST -> list(key);
      case WRITE -> {
        Secret secret = secrets.computeIfAbsent(key, _ -> new Secret(now()));
        Optional<ObjectNode> custom =
            call.body().has("custom_metadata")
                ? Optional.of(call.object("custom_metadata").deepCopy())
                : secret.custom();
        secret.set(settings(call.body(), secret.settings()), custom);
        yield Answer.NOTHING;
      }
      case PATCH -> {
        Secret secret = known(key);
        ObjectNode custom = secret.custom().orElseGet(Call.JSON::createObjectNode);
        ObjectNode after = merged(custom, call.object("custom_metadata"));
        secret.set(
            settings(call.body(), secret.settings()),
            after.isEmpty() ? Optional.empty() : Optional.of(after));
        yield Answer.NOTHING;
      }
      case DELETE -> {
        secrets.remove(key);
        yield Answer.NOTHING;
      }
    };
  }

  /** The names right below a place; those of places have a slash at their end. */
  private Answer list(String place) {
    String prefix = place.isEmpty() ? "" : place + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String key : secrets.tailMap(prefix, true).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      int slash = key.indexOf('/', prefix.length());
      names.add(
          slash < 0 ? key.substring(prefix.length()) : key.substring(prefix.length(), slash + 1));
    }
    if (names.isEmpty()) {
      throw Refusal.notFound();
    }
    ObjectNode data = Call.JSON.createObjectNode();
    ArrayNode keys = data.putArray("keys");
    names.forEach(keys::add);
    return Answer.data(data);
  }

  private Secret known(String key) {
    Secret secret = secrets.get(key);
    if (secret == null) {
      throw Refusal.notFound();
    }
    return secret;
  }

  private static Settings settings(ObjectNode body, Settings before) {
    return new Settings(
        body.path("max_versions").asInt(before.maxVersions()),
        body.path("cas_required").asBoolean(before.casRequired()),
        body.has("delete_version_after")
            ? duration(body.path("delete_version_after").asText())
            : before.deleteAfter());
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("error converting input for field \"version\"");
    }
  }

  private Instant now() {
    return clock.instant();
  }

  /** As Go writes one: seconds, or numbers with units. */
  private static Duration duration(String text) {
    Matcher part = DURATION.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      sum =
          sum.plus(
              Long.parseLong(part.group(1)),
              switch (part.group(2)) {
                case "m" -> ChronoUnit.MINUTES;
                case "h" -> ChronoUnit.HOURS;
                case "d" -> ChronoUnit.DAYS;
                default -> ChronoUnit.SECONDS;
              });
      end = part.end();
    }
    if (end != text.length() || end == 0) {
      throw Refusal.badRequest("error converting input for field \"delete_version_after\"");
    }
    return sum;
  }
}
