package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ParameterSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A hash of all that an emulator is started with, the same in every process. Values that are made
 * for each run, such as a generated password, are left out: an adopted instance keeps its own.
 */
final class ConfigHash {

  private ConfigHash() {}

  static String of(PlannedEmulator plan) {
    StringBuilder text = new StringBuilder();
    EmulatorSpec spec = plan.spec();
    append(text, spec.container());
    append(text, spec.embedded());
    append(text, spec.ports());
    append(text, spec.parameters());
    append(text, plan.fixedPorts());
    append(text, plan.parameters());
    return sha256(text.toString()).substring(0, 16);
  }

  /** The values that an emulator starts with: the plan's, the defaults, and new secrets. */
  static Map<String, String> parameters(PlannedEmulator plan) {
    Map<String, String> values = new TreeMap<>();
    for (ParameterSpec parameter : plan.spec().parameters()) {
      values.put(
          parameter.name(),
          Optional.ofNullable(plan.parameters().get(parameter.name()))
              .or(parameter::value)
              .orElseGet(Secrets::generate));
    }
    return values;
  }

  private static void append(StringBuilder text, Object value) {
    switch (value) {
      case Optional<?> optional -> append(text, optional.isPresent() ? optional.get() : "-");
      case Map<?, ?> map -> {
        text.append('{');
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
        sorted.forEach((key, item) -> {
          text.append(key).append('=');
          append(text, item);
          text.append(';');
        });
        text.append('}');
      }
      case Collection<?> items -> {
        text.append('[');
        for (Object item : items) {
          append(text, item);
          text.append(',');
        }
        text.append(']');
      }
      case Record record -> {
        text.append(record.getClass().getSimpleName()).append('(');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          append(text, component(record, component));
          text.append(',');
        }
        text.append(')');
      }
      default -> {
        String plain = value.toString();
        text.append(plain.length()).append(':').append(plain);
      }
    }
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("The catalog's records are public", e);
    }
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
