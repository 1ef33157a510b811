package dev.dragoncode.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.OpenApiFake;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.server.Additions;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.fakes.server.PackRuntime;
import dev.dragoncode.fakes.server.ServerLog;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * OpenAPI documents that a server was given: some with its start, others while it runs. A copy of
 * the latter stands in its data, so that they are there after a restart and in snapshots.
 */
public final class AddedDocuments implements Additions {

  /** Below the data's folder; the catalog's entry names it as data. */
  private static final String FOLDER = "openapi";

  private static final String INDEX = "index.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer server;
  private final Optional<Path> folder;
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /** A document that was added while the server ran. */
  private record Kept(String source, int port) {}

  /**
   * No documents yet.
   *
   * @param data where copies are kept; empty for nowhere
   */
  public AddedDocuments(FakeServer server, Optional<Path> data) {
    this.server = server;
    this.folder = data.map(d -> d.resolve(FOLDER));
    server.additions(this);
  }

  /** Serves a document that belongs to the start, and is not to be taken away. */
  public synchronized PackRuntime serve(
      String source, Pack pack, PackCode code, int port, Optional<String> url) {
    PackRuntime runtime = server.add(pack, code, port, url);
    origins.put(pack.id(), new Origin(shortName(source), false));
    return runtime;
  }

  /** Takes note of a document that could not be served. */
  public synchronized void unread(Problem problem) {
    problems.add(problem);
  }

  @Override
  public synchronized List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Serves what was added before the last end; what no longer works is a problem. */
  public synchronized void takeUp() {
    Path index = folder.map(f -> f.resolve(INDEX)).orElse(null);
    if (index == null || !Files.isRegularFile(index)) {
      return;
    }
    try {
      for (JsonNode one : JSON.readTree(Files.readAllBytes(index)).path("documents")) {
        String id = one.path("id").asText();
        takeUp(id, new Kept(one.path("source").asText(), one.path("port").asInt()));
      }
    } catch (IOException e) {
      ServerLog.failure("reading the list of added documents", e);
    }
  }

  private void takeUp(String id, Kept document) {
    if (server.pack(id).isPresent()) {
      ServerLog.info(
          "The added document “%s” gives way to the one of that name in dragoncode.yaml"
              .formatted(id));
      return;
    }
    try {
      byte[] bytes = Files.readAllBytes(copy(id).orElseThrow());
      OpenApiFake fake = OpenApiFake.read(id + "=" + document.source(), bytes);
      PackRuntime runtime;
      try {
        runtime = server.add(fake.pack(), fake.code(), document.port(), Optional.empty());
      } catch (ProblemException taken) {
        ServerLog.info(taken.problem().reason() + "; “" + id + "” gets another port");
        runtime = server.add(fake.pack(), fake.code(), 0, Optional.empty());
      }
      note(runtime, document.source());
    } catch (ProblemException e) {
      unread(e.problem());
    } catch (IOException e) {
      unread(
          Problem.of(
              "The added document “%s” is not served".formatted(id),
              "Its copy cannot be read: " + e.getMessage(),
              Remedy.of("Add it again from %s.".formatted(document.source()))));
    }
  }

  @Override
  public synchronized PackRuntime add(String document, OptionalInt port) {
    byte[] bytes = OpenApiFake.bytes(document);
    OpenApiFake fake = OpenApiFake.read(document, bytes);
    String id = fake.pack().id();
    if (server.pack(id).isPresent()) {
      throw Problem.of(
              "There is a fake API “%s” already".formatted(id),
              "%s would be another one of that name."
                  .formatted(shortName(OpenApiFake.where(document))),
              Remedy.of("Remove the other one first, or give this one another name."))
          .asException();
    }
    copy(id).ifPresent(file -> AtomicFiles.writeUnforced(file, bytes));
    PackRuntime runtime = server.add(fake.pack(), fake.code(), port.orElse(0), Optional.empty());
    note(runtime, OpenApiFake.where(document));
    write();
    return runtime;
  }

  private void note(PackRuntime runtime, String source) {
    String id = runtime.pack().id();
    String url = runtime.url();
    origins.put(id, new Origin(shortName(source), true));
    kept.put(id, new Kept(source, Integer.parseInt(url.substring(url.lastIndexOf(':') + 1))));
  }

  @Override
  public synchronized void remove(String id) {
    Origin origin = origins.get(id);
    if (origin == null || !origin.removable()) {
      throw Problem.of(
              "“%s” cannot be removed".formatted(id),
              origin == null
                  ? "Only APIs that were added from an OpenAPI document can be removed."
                  : "It was named when the fake APIs were started.",
              Remedy.of(
                  origin == null
                      ? "Leave it out of “dragoncode fakes start ID…”."
                      : "Take it out of dragoncode.yaml or of --openapi."))
          .asException();
    }
    server.remove(id);
    origins.remove(id);
    kept.remove(id);
    write();
    copy(id).ifPresent(AddedDocuments::delete);
  }

  @Override
  public synchronized Optional<Origin> origin(String id) {
    return Optional.ofNullable(origins.get(id));
  }

  private Optional<Path> copy(String id) {
    return folder.map(f -> {
      try {
        return PrivateFolders.create(f).resolve(id + ".document");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    if (folder.isEmpty()) {
      return;
    }
    ObjectNode index = JSON.createObjectNode();
    var list = index.putArray("documents");
    kept.forEach((id, document) ->
        list.addObject()
            .put("id", id)
            .put("source", document.source())
            .put("port", document.port()));
    AtomicFiles.writeUnforced(
        folder.get().resolve(INDEX),
        index.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The last part of a path or address. */
  private static String shortName(String source) {
    String plain = source.replaceFirst("[?#].*$", "").replaceFirst("[/\\\\]+$", "");
    return plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
  }
}
