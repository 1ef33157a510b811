package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.stubs.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pack as mappings of WireMock: those that it was made from, or what the journal saw of it, with
 * its secrets removed.
 */
final class MappingExport implements Recording.Store {

  private static final String MAPPINGS = "mappings/";
  private static final String FILES = "__files/";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private MappingExport() {}

  /** The files by their paths in Base64, and what is not in them. */
  static ObjectNode of(PackRuntime pack, Journal journal) {
    MappingExport export = new MappingExport();
    if (pack.code().mapped().isPresent()) {
      export.made(pack.code().mapped().get().mappings());
    } else {
      export.seen(pack, journal);
    }
    ObjectNode document = PackRuntime.object();
    ObjectNode contents = document.putObject("files");
    export.files.forEach(
        (path, content) -> contents.put(path, Base64.getEncoder().encodeToString(content)));
    ArrayNode said = document.putArray("notes");
    export.notes.forEach(said::add);
    return document;
  }

  private void made(PackCode.Mappings mappings) {
    mappings
        .mappings()
        .forEach((path, document) -> files.put(MAPPINGS + path, PackRuntime.bytes(document)));
    mappings.files().forEach((path, content) -> files.put(FILES + path, content));
  }

  private void seen(PackRuntime pack, Journal journal) {
    Recording recording = new Recording(this, pack.url());
    int faults = 0;
    int cut = 0;
    int nowhere = 0;
    for (Exchange exchange :
        journal.list(0, Integer.MAX_VALUE, one -> one.pack().equals(pack.pack().id()))) {
      if (exchange.operation().isEmpty()) {
        nowhere++;
      } else if (!exchange.fault().isEmpty() || exchange.status() == 0) {
        faults++;
      } else if (exchange.body().length >= Journal.MOST_BODY) {
        cut++;
      } else {
        List<Reply.Line> lines = new ArrayList<>();
        exchange.headers().forEach((name, value) -> lines.add(new Reply.Line(name, value)));
        var _ = recording.add(exchange.request(), exchange.status(), lines, exchange.body());
      }
    }
    note(nowhere, "matched nothing");
    note(faults, "met a fault that was played");
    note(
        cut,
        "had an answer of more than %d KB, which is not kept whole"
            .formatted(Journal.MOST_BODY >> 10));
  }

  private void note(int count, String what) {
    if (count > 0) {
      notes.add(
          (count == 1 ? "1 request is left out: it " : count + " requests are left out: they ")
              + what);
    }
  }

  @Override
  public void write(String path, byte[] content) {
    files.put(path, content);
  }

  @Override
  public byte[] read(String path) {
    byte[] content = files.get(path);
    if (content == null) {
      throw new UncheckedIOException(new IOException(path + " is not there"));
    }
    return content;
  }
}
