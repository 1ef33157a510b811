package dev.dragoncode.emulators.launcher.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A secret with its versions; guarded by the store that holds it. */
final class Secret {

  /** As the real engine's, where nobody says another. */
  private static final int KEPT_VERSIONS = 10;

  private final NavigableMap<Integer, Version> versions = new TreeMap<>();
  private final Instant created;
  private Instant updated;
  private Settings settings = Settings.NONE;
  private Optional<ObjectNode> custom = Optional.empty();
  private int current;
  private int oldest;

  /**
   * What can be set for one secret, and for all of them.
   *
   * @param maxVersions 0 for what is usual
   * @param deleteAfter zero for never
   */
  record Settings(int maxVersions, boolean casRequired, Duration deleteAfter) {
    static final Settings NONE = new Settings(0, false, Duration.ZERO);

    /** The sooner of both ends; zero for never. */
    Duration deletedAfter(Settings other) {
      if (deleteAfter.isZero() || other.deleteAfter.isZero()) {
        return deleteAfter.plus(other.deleteAfter);
      }
      return deleteAfter.compareTo(other.deleteAfter) < 0 ? deleteAfter : other.deleteAfter;
    }
  }

  /** What was written at one moment. */
  record Version(ObjectNode data, Instant created, Optional<Instant> deletion, boolean destroyed) {

    boolean readable(Instant now) {
      return !destroyed && deletion.filter(at -> !at.isAfter(now)).isEmpty();
    }

    Version deleted(Optional<Instant> at) {
      return new Version(data, created, at, destroyed);
    }

    Version withoutData() {
      return new Version(data.objectNode(), created, deletion, true);
    }
  }

  Secret(Instant now) {
    this.created = now;
    this.updated = now;
  }

  /** Adds a version, and drops those that are too many. */
  void add(ObjectNode data, Instant now, Settings common) {
    Duration lasting = settings.deletedAfter(common);
    current++;
    updated = now;
    versions.put(
        current,
        new Version(
            data,
            now,
            lasting.isZero() ? Optional.empty() : Optional.of(now.plus(lasting)),
            false));
    int most = settings.maxVersions() > 0 ? settings.maxVersions() : common.maxVersions();
    int gone = current - (most > 0 ? most : KEPT_VERSIONS);
    if (gone > 0) {
      versions.headMap(gone, true).clear();
      oldest = gone + 1;
    }
  }

  /** A version; the newest for 0. */
  Optional<Version> version(int number) {
    return Optional.ofNullable(versions.get(number == 0 ? current : number));
  }

  NavigableMap<Integer, Version> versions() {
    return versions;
  }

  /** Marks a version that can be read as deleted; one that cannot stays as it is. */
  void delete(int number, Instant now) {
    change(
        number,
        now,
        version -> version.readable(now) ? version.deleted(Optional.of(now)) : version);
  }

  void undelete(int number, Instant now) {
    change(number, now, version -> version.deleted(Optional.empty()));
  }

  void destroy(int number, Instant now) {
    change(number, now, Version::withoutData);
  }

  private void change(int number, Instant now, java.util.function.UnaryOperator<Version> change) {
    if (versions.computeIfPresent(number, (_, version) -> change.apply(version)) != null) {
      updated = now;
    }
  }

  void set(Settings changed, Optional<ObjectNode> customMetadata) {
    settings = changed;
    custom = customMetadata;
  }

  Settings settings() {
    return settings;
  }

  Optional<ObjectNode> custom() {
    return custom;
  }

  Instant created() {
    return created;
  }

  Instant updated() {
    return updated;
  }

  /** The newest version's number; 0 where there is none. */
  int current() {
    return current;
  }

  /** The oldest version's number once some were dropped; 0 before. */
  int oldest() {
    return oldest;
  }
}
