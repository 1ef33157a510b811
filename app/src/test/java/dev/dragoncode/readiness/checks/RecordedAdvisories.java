package dev.dragoncode.readiness.checks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.readiness.advisories.Advisory;
import dev.dragoncode.readiness.advisories.AdvisorySource;
import dev.dragoncode.readiness.advisories.OsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Advisories of a folder of test resources, as of 20 November 2026. */
final class RecordedAdvisories implements AdvisorySource {

  private static final Path FOLDERS = Path.of("src/test/resources/dev/dragoncode");

  private final Set<Ecosystem> known;
  private final Map<String, List<Advisory>> byPackage = new HashMap<>();

  private RecordedAdvisories(Set<Ecosystem> known) {
    this.known = known;
  }

  static RecordedAdvisories of(String folder, Ecosystem... known) {
    RecordedAdvisories made = new RecordedAdvisories(Set.of(known));
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> files = Files.list(FOLDERS.resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        OsvRecord osv = OsvRecord.of(json.readTree(file.toFile())).orElseThrow();
        if (!osv.withdrawn()) {
          osv.affected()
              .forEach(each ->
                  made.byPackage
                      .computeIfAbsent(each.ecosystem() + each.name(), _ -> new ArrayList<>())
                      .add(each.advisory()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  @Override
  public Optional<Instant> asOf(Ecosystem ecosystem) {
    return known.contains(ecosystem)
        ? Optional.of(Instant.parse("2026-11-20T00:00:00Z"))
        : Optional.empty();
  }

  @Override
  public List<Advisory> of(Ecosystem ecosystem, String name) {
    return byPackage.getOrDefault(ecosystem + name, List.of());
  }
}
