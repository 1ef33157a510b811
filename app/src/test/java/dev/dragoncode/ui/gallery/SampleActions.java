package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.service.ConnectionFile;
import dev.dragoncode.service.FileChange;
import dev.dragoncode.service.OfferedEmulator;
import dev.dragoncode.ui.emulators.EmulatorActions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The real catalog and made-up files behind the gallery's emulators screen. */
record SampleActions() implements EmulatorActions {

  private static final Set<String> CHOSEN = Set.of("postgresql", "redis", "rabbitmq", "wiremock");

  @Override
  public List<OfferedEmulator> offered() {
    return EmulatorCatalog.bundled().entries().values().stream()
        .map(spec -> OfferedEmulator.of(spec, CHOSEN.contains(spec.id())))
        .toList();
  }

  @Override
  public void add(String id) {}

  @Override
  public void remove(String id) {}

  @Override
  public void edit() {}

  @Override
  public Optional<Path> askWhereToSave(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> askForFile() {
    return Optional.empty();
  }

  @Override
  public void exportImages() {}

  @Override
  public void importImages() {}

  @Override
  public void save(Path file, String text) {}

  @Override
  public void preview(ConnectionFile kind, Consumer<List<FileChange>> show) {
    String before =
        """
        LOG_LEVEL=debug
        DATABASE_URL=postgresql://old@127.0.0.1:5432/shop
        PORT=8080
        """;
    String after =
        """
        LOG_LEVEL=debug
        DATABASE_URL=postgresql://shop:shop@127.0.0.1:20431/shop
        PORT=8080

        # Emulators of DragonCode
        AMQP_URL=amqp://shop:shop@127.0.0.1:21877
        REDIS_URL=redis://127.0.0.1:24410
        PAYMENTS_URL=http://127.0.0.1:26001
        """;
    show.accept(List.of(new FileChange(Path.of(".env"), before, after)));
  }

  @Override
  public void drill(StackTask.RunDrill task) {}

  @Override
  public void pastDrills(String id, Consumer<List<DrillRecord>> show) {
    show.accept(
        List.of(
            past(
                "2",
                id,
                new Drill.Slow(
                    Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofMillis(20), 65_536),
                DrillRecord.End.ENDED_EARLY,
                Optional.empty()),
            past(
                "1",
                id,
                new Drill.Pause(Duration.ofSeconds(30)),
                DrillRecord.End.TIME_OVER,
                Optional.of(Duration.ofMillis(4_120)))));
  }

  private static DrillRecord past(
      String number, String id, Drill drill, DrillRecord.End end, Optional<Duration> toUnhealthy) {
    return new DrillRecord(
        number,
        "session",
        Path.of("/home/dev/code/shop-api"),
        id,
        EngineKind.DOCKER,
        drill,
        SampleWorld.NOW.minusSeconds(900),
        Optional.of(SampleWorld.NOW.minusSeconds(870)),
        Optional.of(end),
        toUnhealthy,
        Optional.of(Duration.ofMillis(380)));
  }

  @Override
  public void write(List<FileChange> changes) {}
}
