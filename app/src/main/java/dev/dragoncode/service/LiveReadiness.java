package dev.dragoncode.service;

import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.SettingsEdit;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.snapshot.SnapshotSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the window asks of an open folder's checklist beyond its verdicts. */
final class LiveReadiness implements ReadinessControl {

  private final SharedSettings settingsFile;
  private final ReadinessService service;

  LiveReadiness(SharedSettings settingsFile, ReadinessService service) {
    this.settingsFile = settingsFile;
    this.service = service;
  }

  @Override
  public SnapshotSource<ReadinessSnapshot> readiness() {
    return service;
  }

  @Override
  public void recheck() {
    service.recheck();
  }

  @Override
  public List<ExcerptLine> excerpt(Evidence evidence, int around) {
    Optional<String> text =
        service.files().flatMap(index -> index.file(evidence.file()).flatMap(index::text));
    if (text.isEmpty()) {
      // what is in a commit only has no file any more
      return evidence.excerpt().isEmpty()
          ? List.of()
          : List.of(new ExcerptLine(0, evidence.excerpt(), true));
    }
    List<String> lines = text.get().lines().toList();
    int middle = Math.max(1, evidence.line());
    List<ExcerptLine> excerpt = new ArrayList<>();
    for (int number = Math.max(1, middle - around);
        number <= Math.min(lines.size(), middle + around);
        number++) {
      excerpt.add(
          new ExcerptLine(
              number, Excerpts.masked(lines.get(number - 1)), number == evidence.line()));
    }
    return excerpt;
  }

  @Override
  public List<TrendPoint> trend(int limit) {
    return service.trend(limit);
  }

  @Override
  public void waive(String check, String reason, String owner, LocalDate until) {
    settingsFile.change(text ->
        SettingsEdit.addWaiver(
            text, new ProjectSettings.Waiver(check, Optional.empty(), reason, owner, until, 0)));
  }

  @Override
  public List<String> findFiles(String words, int limit) {
    String[] wanted = words.toLowerCase(Locale.ROOT).strip().split("\\s+");
    List<String> paths = new ArrayList<>();
    service.files().ifPresent(index -> index.forEach(file -> paths.add(file.path())));
    return paths.stream()
        .filter(path -> containsAll(path.toLowerCase(Locale.ROOT), wanted))
        .sorted(
            Comparator.comparing((String path) -> !nameOf(path).contains(wanted[0]))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }

  private static boolean containsAll(String path, String[] words) {
    for (String word : words) {
      if (!path.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
