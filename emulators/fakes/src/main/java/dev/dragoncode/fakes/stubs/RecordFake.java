package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * A real API behind a proxy that records it: a pack and its code, as {@link
 * dev.dragoncode.fakes.server.FakeServer} serves them. What was answered is on the disk before the
 * one who asked gets it.
 *
 * @param recording what is written
 */
public record RecordFake(Pack pack, PackCode code, Recording recording) {

  private static final String OPERATION = "recorded";

  /**
   * A proxy in front of an API.
   *
   * @param target the API's http or https address
   * @param folder which gets mappings and __files; what was recorded there before stays
   * @throws ProblemException if it is no address, or the folder cannot be used
   */
  public static RecordFake of(String target, Path folder) {
    Forward.Target to;
    try {
      to = Forward.Target.of(target);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              "This cannot be recorded",
              "The address %s.".formatted(e.getMessage()),
              Remedy.of("Give the API's address, such as https://api.example.com."))
          .asException();
    }
    Recording recording = new Recording(store(folder), to.base().toString());
    before(folder).forEach(recording::resume);
    Forward forward = new Forward(to, "", Map.of("accept-encoding", "gzip"), Set.of());
    String id = to.onThisMachine() ? "recording" : StubFake.slug(to.host());
    Pack pack =
        StubFake.pack(
            id,
            Map.of(OPERATION, StubFake.operation(OPERATION, RequestRule.ANY, "/{path...}")),
            Map.of(),
            List.of("an answer is passed on once it is whole, also where it is a stream"));
    return new RecordFake(pack, new Proxy(forward, recording, to.base().toString()), recording);
  }

  private record Proxy(Forward forward, Recording recording, String base) implements PackCode {

    @Override
    public void setUp(Setup setup) {
      setup
          .finder((_, _) -> new Found(Optional.of(OPERATION), Map.of(), List.of()))
          .operation(OPERATION, this::pass);
    }

    private Reply pass(Call call) {
      Asked asked = new Asked(call.request());
      CompletionStage<Reply> answer =
          forward
              .send(asked)
              .thenApply(came -> {
                byte[] body = ResponseWriter.unpacked(came.lines(), came.body());
                var _ = recording.add(call.request(), came.status(), came.lines(), body);
                return new Forward.Came(came.status(), own(came.lines(), call.url()), body).reply();
              });
      return new Reply.Later(answer);
    }

    /** With links that lead back here, and without the packing that was undone. */
    private List<Reply.Line> own(List<Reply.Line> lines, String url) {
      List<Reply.Line> own = new ArrayList<>();
      for (Reply.Line line : lines) {
        switch (line.name().toLowerCase(Locale.ROOT)) {
          case "content-encoding" -> {}
          case "location", "link", "content-location" ->
              own.add(new Reply.Line(line.name(), line.value().replace(base, url)));
          default -> own.add(line);
        }
      }
      return own;
    }
  }

  /** The mappings that were recorded before, by their path. */
  private static Map<String, JsonNode> before(Path folder) {
    Path mappings = folder.resolve(MappingFiles.FOLDER);
    Map<String, JsonNode> before = new TreeMap<>();
    try {
      Files.createDirectories(mappings);
      Files.createDirectories(folder.resolve(BodyFiles.NAME));
      try (var files = Files.list(mappings)) {
        if (files.anyMatch(file -> file.toString().endsWith(".json"))) {
          MappingFiles there = MappingFiles.read(folder.toString());
          there.documents().keySet().forEach(name -> before.put(name, there.document(name)));
        }
      }
      return before;
    } catch (IOException e) {
      throw Problem.of(
              "The recording has no place",
              "%s cannot be used: %s".formatted(folder, e),
              Remedy.of("Name another folder with --to."))
          .causedBy(e)
          .asException();
    }
  }

  private static Recording.Store store(Path folder) {
    return new Recording.Store() {
      @Override
      public void write(String path, byte[] content) {
        AtomicFiles.writeUnforced(folder.resolve(path), content);
      }

      @Override
      public byte[] read(String path) {
        try {
          return Files.readAllBytes(folder.resolve(path));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
