package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.engine.embedded.MavenSettings;
import dev.dragoncode.emulators.lifecycle.EmulatorSupervisor;
import dev.dragoncode.emulators.lifecycle.PlannedEmulator;
import dev.dragoncode.emulators.lifecycle.Session;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.seed.SeedFiles;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** One running emulator of the catalog, to look into. */
final class BrowseBench implements AutoCloseable {

  private final EmulatorEngine engine;
  private final EmulatorSupervisor supervisor;
  private final ProductBrowsers browsers;
  private final String id;
  private final Path project;

  /** Starts the emulator; skips the test where its engine or its image cannot be had. */
  BrowseBench(EngineKind kind, String id, Path folder) throws Exception {
    this.id = id;
    Path home = Files.createDirectories(folder.resolve("home"));
    engine = kind == EngineKind.DOCKER ? DockerWorld.open() : new EmbeddedEngine(home);
    project = Files.createDirectories(folder.resolve("project"));
    supervisor =
        new EmulatorSupervisor(
            project, home, Session.ofThisProcess(), List.of(engine), Clock.systemUTC());
    browsers = new ProductBrowsers(new ClientLibraries(home, MavenSettings::ofUser));
    supervisor.plan(
        List.of(
            new PlannedEmulator(
                EmulatorCatalog.bundled().find(id).orElseThrow(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of())));
    supervisor.startAll();
    try {
      awaitReady();
    } catch (Throwable e) {
      // nobody else will: without it the folder would be removed while it is written to
      close();
      throw e;
    }
  }

  private void awaitReady() throws Exception {
    CompletableFuture<EmulatorState> settled = new CompletableFuture<>();
    try (Subscription subscription =
        supervisor
            .snapshots()
            .subscribe(stack -> {
              EmulatorState state = stack.emulator(id).orElseThrow().state();
              if (state instanceof EmulatorState.Ready || state instanceof EmulatorState.Failed) {
                settled.complete(state);
              }
            })) {
      assertThat(subscription).isNotNull();
      EmulatorState state = settled.get(2, TimeUnit.MINUTES);
      if (state instanceof EmulatorState.Failed(var problem) && engine instanceof DockerEngine) {
        EmulatorSpec spec = EmulatorCatalog.bundled().find(id).orElseThrow();
        throw DockerWorld.judge(engine, spec, problem.asException());
      }
      assertThat(state).isInstanceOf(EmulatorState.Ready.class);
    }
  }

  BrowseTarget target() {
    return supervisor.browse(id).orElseThrow();
  }

  EmulatorSupervisor supervisor() {
    return supervisor;
  }

  /** Applies a file of the project as a seed. */
  String seed(String name, String content) throws Exception {
    return seed(name, name, content);
  }

  /** Applies a folder of the project with one file in it as a seed. */
  String seedFolder(String folder, String inside, String content) throws Exception {
    return seed(folder, folder + "/" + inside, content);
  }

  private String seed(String named, String name, String content) throws Exception {
    Path file = project.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
    return browsers.seeder().seed(target(), SeedFiles.find(project, List.of(named)).getFirst());
  }

  DataBrowser reading() throws InterruptedException {
    return browsers.browser(target(), false);
  }

  DataBrowser changing() throws InterruptedException {
    return browsers.browser(target(), true);
  }

  Map<String, String> variables(Dialect dialect) {
    return supervisor.snapshots().latest().emulator(id).orElseThrow().variables(dialect);
  }

  /** The place of this name. */
  Place place(String name) throws InterruptedException {
    List<Place> places = reading().places();
    return places.stream()
        .filter(place -> place.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + name + " in " + places));
  }

  /** Calls on a virtual thread, interrupts it once the condition holds, and tells how it ended. */
  static Throwable interrupted(Call call, Call untilRunning) throws Exception {
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          call.run();
          return true;
        });
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              task.run();
              try {
                task.get();
                end.complete(new AssertionError("It ended by itself"));
              } catch (InterruptedException e) {
                end.complete(e);
              } catch (ExecutionException e) {
                end.complete(e.getCause());
              }
            });
    untilRunning.run();
    thread.interrupt();
    return end.get(10, TimeUnit.SECONDS);
  }

  /** Some work. */
  interface Call {
    void run() throws Exception;
  }

  @Override
  public void close() throws IOException {
    supervisor.close();
    engine.close();
  }
}
