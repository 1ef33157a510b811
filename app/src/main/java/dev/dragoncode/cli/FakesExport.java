package dev.dragoncode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.fakes.FakeLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what fake APIs were asked as mappings. */
@Command(
    description = {
      "Writes what fake APIs were asked, and what they answered, as WireMock mappings, without",
      "secrets; those that were started with --mappings as they were."
    },
    mixinStandardHelpOptions = true)
final class FakesExport implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The fake API; all of them, each in a folder of its own, where none is named.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Gets mappings and __files; it has none before.")
  private Path to = Path.of("");

  FakesExport(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    FakeLink link = services.fakes().link(FakesCommand.here(), id);
    Path folder = to.toAbsolutePath().normalize();
    if (id.isPresent()) {
      export(link, id.get(), folder);
      return Exit.OK;
    }
    List<String> ids = new ArrayList<>();
    link.get("/packs").path("packs").forEach(pack -> ids.add(pack.path("id").asText()));
    for (String each : ids) {
      export(link, each, folder.resolve(each));
    }
    return Exit.OK;
  }

  private void export(FakeLink link, String pack, Path folder) throws InterruptedException {
    JsonNode exported = link.get("/packs/" + pack + "/mappings");
    int mappings = 0;
    try {
      if (Files.isDirectory(folder.resolve("mappings"))) {
        try (Stream<Path> there = Files.list(folder.resolve("mappings"))) {
          if (there.findAny().isPresent()) {
            throw Problem.of(
                    "There are mappings already",
                    "%s has some, and others would be mixed with them.".formatted(folder),
                    Remedy.of("Name another folder with --to, or remove them."))
                .asException();
          }
        }
      }
      Files.createDirectories(folder.resolve("mappings"));
      Files.createDirectories(folder.resolve("__files"));
      for (Map.Entry<String, JsonNode> file : exported.path("files").properties()) {
        Path target = folder.resolve(file.getKey()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(file.getKey() + " leads out of the folder");
        }
        Files.createDirectories(target.getParent());
        AtomicFiles.writeUnforced(target, Base64.getDecoder().decode(file.getValue().asText()));
        mappings += file.getKey().startsWith("mappings/") ? 1 : 0;
      }
    } catch (IOException e) {
      throw Problem.of(
              "The mappings cannot be written",
              "%s: %s".formatted(folder, e),
              Remedy.of("Check that it is a folder that you may write to."))
          .causedBy(e)
          .asException();
    }
    terminal.line(
        "%-10s %d %s of mappings in %s"
            .formatted(pack, mappings, mappings == 1 ? "file" : "files", folder));
    exported.path("notes").forEach(note -> terminal.note("%s: %s".formatted(pack, note.asText())));
  }
}
