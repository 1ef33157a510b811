package dev.dragoncode.service.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.lifecycle.PortLeases;
import dev.dragoncode.fakes.AddedDocuments;
import dev.dragoncode.fakes.openapi.OpenApiFake;
import dev.dragoncode.fakes.pack.ConfigFile;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.fakes.server.PackRuntime;
import dev.dragoncode.fakes.stubs.RecordFake;
import dev.dragoncode.fakes.stubs.Recording;
import dev.dragoncode.fakes.stubs.StubFake;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.process.ProcessStart;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Serves fake third-party APIs in this process, and finds those that others serve. */
public final class FakeApis {

  private static final String EMULATOR = "fakes";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;

  /**
   * @param home the user's data folder
   */
  public FakeApis(Path home) {
    this.home = home;
  }

  /** Fake APIs of this process. */
  public static final class Served implements AutoCloseable {
    private final FakeServer server;
    private final FakeRun run;
    private final Path record;
    private final CountDownLatch asked = new CountDownLatch(1);

    private Served(FakeServer server, FakeRun run, Path record) {
      this.server = server;
      this.run = run;
      this.record = record;
      server.onStop(asked::countDown);
    }

    public FakeRun run() {
      return run;
    }

    /** Waits until somebody asks for the end. */
    public void await() throws InterruptedException {
      asked.await();
    }

    @Override
    public void close() {
      asked.countDown();
      server.close();
      try {
        Files.deleteIfExists(record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The lasting port for one more API in a folder, by the document that describes it. */
  public static int port(Path home, Path folder, String document) {
    return new PortLeases(home).lease(folder, EMULATOR, "openapi " + document).port();
  }

  /** The ids of those that come with DragonCode. */
  public static List<String> ids() {
    return Packs.ids();
  }

  /**
   * What is to be served.
   *
   * @param ids of the APIs that come with DragonCode; all where nothing else is named either
   * @param documents of OpenAPI: a path or an address, or one of them behind {@code ID=}
   * @param mappings of WireMock: a file or a folder, or one behind {@code ID=}
   * @param forwardTo hosts besides this machine that mappings may send requests on to
   * @param ports fixed ports by id
   * @param configurations each {@code ID=FILE}, or a folder of files {@code ID.yaml}; beside those
   *     in the folder's own {@link ConfigFile#FOLDER}
   */
  public record Wanted(
      List<String> ids,
      List<String> documents,
      List<String> mappings,
      Set<String> forwardTo,
      Map<String, Integer> ports,
      List<String> configurations) {

    /** Whether only those are served that come with DragonCode. */
    public boolean plain() {
      return documents.isEmpty() && mappings.isEmpty();
    }
  }

  /** A fake API, and its code where it does not come with DragonCode. */
  private record Fake(Pack pack, Optional<PackCode> code, String source) {}

  /**
   * Serves fake APIs on ports that stay the same for a folder.
   *
   * @param folder whose ports are taken
   * @throws dev.dragoncode.problem.ProblemException if there is no such API, a document or mappings
   *     cannot be served, or a port is taken
   */
  public Served serve(Path folder, Wanted wanted) {
    Map<String, Fake> fakes = new LinkedHashMap<>();
    for (String id : wanted.ids().isEmpty() && wanted.plain() ? Packs.ids() : wanted.ids()) {
      Pack pack = Packs.get(id);
      fakes.put(pack.id(), new Fake(pack, Optional.empty(), ""));
    }
    for (String document : wanted.documents()) {
      OpenApiFake fake = OpenApiFake.read(document);
      add(fakes, fake.pack(), fake.code(), "--openapi", document, OpenApiFake.where(document));
    }
    for (String mappings : wanted.mappings()) {
      StubFake fake = StubFake.read(mappings, wanted.forwardTo());
      add(fakes, fake.pack(), fake.code(), "--mappings", mappings, OpenApiFake.where(mappings));
    }
    return serve(folder, List.copyOf(fakes.values()), wanted.ports(), wanted.configurations());
  }

  private static void add(
      Map<String, Fake> fakes,
      Pack pack,
      PackCode code,
      String option,
      String from,
      String source) {
    if (fakes.putIfAbsent(pack.id(), new Fake(pack, Optional.of(code), source)) != null) {
      throw Problem.of(
              "Two fake APIs are called “%s”".formatted(pack.id()),
              "%s would be another one of that name.".formatted(from),
              Remedy.of("Give it another name: %s NAME=%s".formatted(option, from)))
          .asException();
    }
  }

  /**
   * A proxy that records.
   *
   * @param recording what is written meanwhile
   */
  public record Recorded(Served served, Recording recording) {}

  /**
   * Records a real API through a proxy, with its secrets removed.
   *
   * @param folder whose port is taken
   * @param target the API's address
   * @param to gets mappings and __files
   * @throws dev.dragoncode.problem.ProblemException if the address or the folder is no good, or the
   *     port is taken
   */
  public Recorded record(Path folder, String target, Path to, Optional<Integer> port) {
    RecordFake fake = RecordFake.of(target, to);
    Map<String, Integer> ports =
        port.map(fixed -> Map.of(fake.pack().id(), fixed)).orElse(Map.of());
    Served served =
        serve(
            folder,
            List.of(new Fake(fake.pack(), Optional.of(fake.code()), target)),
            ports,
            List.of());
    return new Recorded(served, fake.recording());
  }

  private Served serve(
      Path folder, List<Fake> fakes, Map<String, Integer> ports, List<String> configurations) {
    PortLeases leases = new PortLeases(home);
    FakeServer server = new FakeServer("127.0.0.1", Optional.empty(), Optional.empty());
    AddedDocuments added = new AddedDocuments(server, Optional.empty());
    try {
      List<String> configured = new ArrayList<>();
      configured.add(folder.resolve(ConfigFile.FOLDER).toString());
      configured.addAll(configurations);
      server.configure(
          ConfigFile.named(configured, fakes.stream().map(fake -> fake.pack().id()).toList()));
      Map<String, URI> urls = new LinkedHashMap<>();
      for (Fake fake : fakes) {
        String id = fake.pack().id();
        Integer fixed = ports.get(id);
        int port = fixed == null ? leases.lease(folder, EMULATOR, id).port() : fixed;
        PackRuntime served =
            fake.code().isPresent()
                ? added.serve(fake.source(), fake.pack(), fake.code().get(), port, Optional.empty())
                : server.add(fake.pack(), port, Optional.empty());
        urls.put(id, URI.create(served.url()));
      }
      int control = server.steer(leases.lease(folder, EMULATOR, "control").port());
      ProcessHandle self = ProcessHandle.current();
      FakeRun run =
          new FakeRun(
              self.pid(),
              ProcessStart.orNow(self),
              folder,
              URI.create("http://127.0.0.1:" + control),
              urls);
      return new Served(server, run, write(run));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private Path write(FakeRun run) {
    try {
      Path record = PrivateFolders.create(folder()).resolve(run.pid() + ".json");
      ObjectNode json = JSON.createObjectNode();
      json.put("pid", run.pid()).put("processStart", run.processStart().token());
      json.put("folder", run.folder().toString()).put("control", run.control().toString());
      ObjectNode urls = json.putObject("urls");
      run.urls().forEach((id, url) -> urls.put(id, url.toString()));
      AtomicFiles.writeUnforced(record, JSON.writeValueAsBytes(json));
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return home.resolve("fakes");
  }

  /** All processes that serve fake APIs now, those of this folder first. */
  public List<FakeRun> runs(Path folder) {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    List<FakeRun> runs = new ArrayList<>();
    try (Stream<Path> records = Files.list(folder())) {
      for (Path record : records.filter(p -> p.toString().endsWith(".json")).toList()) {
        FakeRun run = read(record);
        if (run.alive()) {
          runs.add(run.folder().equals(folder) ? 0 : runs.size(), run);
        } else {
          Files.deleteIfExists(record);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(runs);
  }

  private static FakeRun read(Path record) throws IOException {
    JsonNode json = JSON.readTree(Files.readAllBytes(record));
    Map<String, URI> urls = new LinkedHashMap<>();
    json.path("urls")
        .properties()
        .forEach(e -> urls.put(e.getKey(), URI.create(e.getValue().asText())));
    return new FakeRun(
        json.path("pid").asLong(),
        new ProcessStart(json.path("processStart").asText()),
        Path.of(json.path("folder").asText()),
        URI.create(json.path("control").asText()),
        urls);
  }

  /**
   * The way to the fake APIs that run for a folder, or else for any.
   *
   * @throws dev.dragoncode.problem.ProblemException if none run
   */
  public FakeLink link(Path folder) {
    return new FakeLink(run(folder).control());
  }

  /**
   * The way to a fake API, whichever process serves it beside others.
   *
   * @param id empty for any; where none is called so, the answer of any will say so
   * @throws dev.dragoncode.problem.ProblemException if none run
   */
  public FakeLink link(Path folder, Optional<String> id) {
    return runs(folder).stream()
        .filter(run -> id.isPresent() && run.urls().containsKey(id.get()))
        .findFirst()
        .map(run -> new FakeLink(run.control()))
        .orElseGet(() -> link(folder));
  }

  /**
   * The process that serves fake APIs for a folder, or else for any.
   *
   * @throws dev.dragoncode.problem.ProblemException if there is none
   */
  public FakeRun run(Path folder) {
    return runs(folder).stream()
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                    "No fake APIs run",
                    "Nothing serves fake APIs for " + folder + " or any other folder.",
                    Remedy.of("Start them: dragoncode fakes start"))
                .asException());
  }
}
