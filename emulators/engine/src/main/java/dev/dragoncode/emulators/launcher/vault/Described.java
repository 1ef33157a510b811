package dev.dragoncode.emulators.launcher.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.launcher.vault.Secret.Settings;
import dev.dragoncode.emulators.launcher.vault.Secret.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Secrets and settings in the fields of the real engine's answers. */
final class Described {

  private Described() {}

  /** A version without its data. */
  static ObjectNode version(Secret secret, int number, Version version) {
    ObjectNode fields = Call.JSON.createObjectNode();
    fields.put("created_time", version.created().toString());
    custom(fields, secret);
    fields.put("deletion_time", time(version.deletion()));
    fields.put("destroyed", version.destroyed());
    fields.put("version", number);
    return fields;
  }

  /** A secret with all its versions, without their data. */
  static ObjectNode secret(Secret secret) {
    ObjectNode fields = settings(secret.settings());
    fields.put("created_time", secret.created().toString());
    fields.put("current_version", secret.current());
    custom(fields, secret);
    fields.put("oldest_version", secret.oldest());
    fields.put("updated_time", secret.updated().toString());
    ObjectNode versions = fields.putObject("versions");
    secret
        .versions()
        .forEach((number, version) ->
            versions
                .putObject(String.valueOf(number))
                .put("created_time", version.created().toString())
                .put("deletion_time", time(version.deletion()))
                .put("destroyed", version.destroyed()));
    return fields;
  }

  static ObjectNode settings(Settings settings) {
    ObjectNode fields = Call.JSON.createObjectNode();
    fields.put("cas_required", settings.casRequired());
    fields.put("delete_version_after", duration(settings.deleteAfter()));
    fields.put("max_versions", settings.maxVersions());
    return fields;
  }

  private static void custom(ObjectNode fields, Secret secret) {
    fields.set(
        "custom_metadata",
        secret
            .custom()
            .<com.fasterxml.jackson.databind.JsonNode>map(c -> c)
            .orElse(fields.nullNode()));
  }

  private static String time(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  /** As Go prints one of whole seconds: {@code 1h2m3s}. */
  private static String duration(Duration duration) {
    long hours = duration.toHours();
    int minutes = duration.toMinutesPart();
    int seconds = duration.toSecondsPart();
    if (hours > 0) {
      return "%dh%dm%ds".formatted(hours, minutes, seconds);
    }
    return minutes > 0 ? "%dm%ds".formatted(minutes, seconds) : seconds + "s";
  }
}
