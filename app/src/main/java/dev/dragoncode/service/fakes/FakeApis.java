package dev.dragoncode.service.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.lifecycle.PortLeases;
import dev.dragoncode.fakes.AddedDocuments;
import dev.dragoncode.fakes.openapi.OpenApiFake;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.fakes.server.PackRuntime;
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
   * Serves fake APIs on ports that stay the same for a folder.
   *
   * @param folder whose ports are taken
   * @param ids of the APIs; all where it is empty and no document is named either
   * @param documents of OpenAPI: a path or an address, or one of them behind {@code ID=}
   * @param ports fixed ports by id
   * @throws dev.dragoncode.problem.ProblemException if there is no such API, a document cannot be
   *     served, or a port is taken
   */
  public Served serve(
      Path folder, List<String> ids, List<String> documents, Map<String, Integer> ports) {
    Map<String, OpenApiFake> own = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    List<Pack> packs = new ArrayList<>();
    for (String id : ids.isEmpty() && documents.isEmpty() ? Packs.ids() : ids) {
      packs.add(Packs.get(id));
    }
    for (String document : documents) {
      OpenApiFake fake = OpenApiFake.read(document);
      if (packs.stream().anyMatch(pack -> pack.id().equals(fake.pack().id()))) {
        throw Problem.of(
                "Two fake APIs are called “%s”".formatted(fake.pack().id()),
                "The document %s would be another one of that name.".formatted(document),
                Remedy.of("Give it another name: --openapi NAME=" + document))
            .asException();
      }
      packs.add(fake.pack());
      own.put(fake.pack().id(), fake);
      sources.put(fake.pack().id(), OpenApiFake.where(document));
    }
    PortLeases leases = new PortLeases(home);
    FakeServer server = new FakeServer("127.0.0.1", Optional.empty(), Optional.empty());
    AddedDocuments added = new AddedDocuments(server, Optional.empty());
    try {
      Map<String, URI> urls = new LinkedHashMap<>();
      for (Pack pack : packs) {
        Integer fixed = ports.get(pack.id());
        int port = fixed == null ? leases.lease(folder, EMULATOR, pack.id()).port() : fixed;
        OpenApiFake document = own.get(pack.id());
        PackRuntime served =
            document == null
                ? server.add(pack, port, Optional.empty())
                : added.serve(
                    sources.getOrDefault(pack.id(), ""), document, port, Optional.empty());
        urls.put(pack.id(), URI.create(served.url()));
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
    return runs(folder).stream()
        .findFirst()
        .map(run -> new FakeLink(run.control()))
        .orElseThrow(() ->
            Problem.of(
                    "No fake APIs run",
                    "Nothing serves fake APIs for " + folder + " or any other folder.",
                    Remedy.of("Start them: dragoncode fakes start"))
                .asException());
  }
}
