package dev.dragoncode.emulators.engine.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.engine.EngineSupply;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.EmbeddedBackend;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.io.files.GrowingFile;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Artifacts of embedded engines in one zip archive: their files by hash, and a list of which engine
 * needs which. What is read from it needs neither Maven nor its repository.
 */
final class ArtifactArchives implements EngineSupply {

  private static final String LIST = "dragoncode-artifacts.json";
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A list of all the catalog's artifacts has some tens of kilobytes. */
  private static final int LARGEST_LIST = 8 << 20;

  private final MavenArtifacts artifacts;
  private final Path imported;
  private final Platform platform;

  /**
   * @param engines the folder of embedded engines in the user's data folder
   */
  ArtifactArchives(Path engines, MavenArtifacts artifacts, Platform platform) {
    this.imported = engines.resolve("imported");
    this.artifacts = artifacts;
    this.platform = platform;
  }

  /** What an archive holds. */
  private record Contents(int format, String platform, List<Engine> engines) {}

  /** One emulator's artifacts, as they are asked for, and the files that they came to. */
  private record Engine(String emulator, List<Wanted> wanted, List<Held> files) {}

  private record Wanted(String text, boolean transitive, String sha256) {

    static Wanted of(Coordinates coordinates) {
      return new Wanted(
          coordinates.text(), coordinates.transitive(), coordinates.sha256().orElse(""));
    }

    Coordinates coordinates() {
      return new Coordinates(text, transitive, Optional.of(sha256).filter(s -> !s.isEmpty()));
    }
  }

  private record Held(String name, long size, String sha256) {

    static Held of(ResolvedFile file) {
      return new Held(file.path().getFileName().toString(), file.size(), file.sha256());
    }

    /** Never a way out of the folder, whoever has written the archive. */
    boolean sound() {
      return name.matches("[A-Za-z0-9][A-Za-z0-9._+-]*") && sha256.matches("[0-9a-f]{64}");
    }

    String entry() {
      return "files/" + sha256 + "/" + name;
    }
  }

  @Override
  public List<Item> items(List<EmulatorSpec> specs) {
    return specs.stream()
        .filter(this::served)
        .map(spec -> {
          List<Coordinates> wanted = wanted(spec);
          Optional<List<ResolvedFile>> files = artifacts.find(wanted);
          return new Item(
              spec.id(),
              wanted.getFirst().text(),
              files.isPresent(),
              files.orElse(List.of()).stream().mapToLong(ResolvedFile::size).sum(),
              files.map(found -> "sha256:" + found.getFirst().sha256()).orElse(""));
        })
        .toList();
  }

  private boolean served(EmulatorSpec spec) {
    return spec.embedded()
        // what is the app's own is there wherever the app is
        .filter(backend -> !backend.artifacts().isEmpty())
        .map(EmbeddedBackend::platforms)
        .filter(platforms -> platforms.isEmpty() || platforms.contains(platform.word()))
        .isPresent();
  }

  private List<Coordinates> wanted(EmulatorSpec spec) {
    return Coordinates.of(spec.embedded().orElseThrow().artifacts(), platform);
  }

  @Override
  public Carried save(List<EmulatorSpec> specs, Path file, Consumer<PullProgress> progress)
      throws InterruptedException {
    List<Engine> engines = new ArrayList<>();
    Map<String, ResolvedFile> files = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    for (EmulatorSpec spec : specs) {
      if (!served(spec)) {
        notes.add(
            spec.name() + " is left out: no embedded engine of " + platform.word() + " serves it.");
        continue;
      }
      List<ResolvedFile> found = artifacts.resolve(wanted(spec), progress);
      List<Held> held = found.stream().map(Held::of).toList();
      for (int i = 0; i < held.size(); i++) {
        files.put(held.get(i).entry(), found.get(i));
      }
      engines.add(new Engine(spec.id(), wanted(spec).stream().map(Wanted::of).toList(), held));
    }
    if (engines.isEmpty()) {
      throw Problem.of(
              "There is no artifact to export",
              "None of the emulators asked for has an embedded engine on " + platform.word() + ".",
              Remedy.of("Export images instead: leave out --engine embedded"))
          .asException();
    }
    notes.add("Not included: Java itself, and the drivers that the data browser fetches.");
    notes.add("It serves machines of " + platform.word() + " alone.");
    try (GrowingFile growing = GrowingFile.of(file)) {
      write(growing.out(), new Contents(FORMAT, platform.word(), engines), files, progress);
      growing.finish();
      return new Carried(items(specs), Files.size(file), notes);
    } catch (IOException e) {
      throw GrowingFile.problem(file, e).asException();
    }
  }

  private static void write(
      OutputStream out,
      Contents contents,
      Map<String, ResolvedFile> files,
      Consumer<PullProgress> progress)
      throws IOException {
    long total = files.values().stream().mapToLong(ResolvedFile::size).sum();
    long done = 0;
    ZipOutputStream zip = new ZipOutputStream(out);
    // jars are compressed already
    zip.setLevel(Deflater.NO_COMPRESSION);
    zip.putNextEntry(new ZipEntry(LIST));
    zip.write(JSON.writeValueAsBytes(contents));
    zip.closeEntry();
    for (Map.Entry<String, ResolvedFile> file : files.entrySet()) {
      zip.putNextEntry(new ZipEntry(file.getKey()));
      Files.copy(file.getValue().path(), zip);
      zip.closeEntry();
      done += file.getValue().size();
      progress.accept(
          new PullProgress(done, total, "Writing " + file.getValue().path().getFileName()));
    }
    zip.finish();
  }

  @Override
  public boolean reads(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 'P' && in.read() == 'K';
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Carried load(Path file, Consumer<PullProgress> progress) throws InterruptedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Contents contents = contents(zip);
      if (!contents.platform().equals(platform.word())) {
        throw new ZipException(
            "it is for machines of %s, and this is %s"
                .formatted(contents.platform(), platform.word()));
      }
      long total = verify(zip, contents, progress);
      List<Item> items = new ArrayList<>();
      for (Engine engine : contents.engines()) {
        items.add(takeIn(zip, engine));
      }
      progress.accept(new PullProgress(total, total, "Loaded " + file.getFileName()));
      return new Carried(
          items,
          Files.size(file),
          List.of("Not included: Java itself, and the drivers that the data browser fetches."));
    } catch (ZipException | JsonProcessingException e) {
      throw Problem.of(
              file.getFileName() + " is no archive of artifacts that can be loaded",
              "%s cannot be used: %s. Nothing was taken in.".formatted(file, e.getMessage()),
              Remedy.of("Copy the file again, and compare its size with the original's."),
              Remedy.of(
                  "Write it again where the artifacts are: dragoncode images export FILE --engine"
                      + " embedded"))
          .causedBy(e)
          .asException();
    } catch (IOException e) {
      throw DiskProblems.of("take in " + file, e).asException();
    }
  }

  private static Contents contents(ZipFile zip) throws IOException {
    ZipEntry list = zip.getEntry(LIST);
    if (list == null || list.getSize() > LARGEST_LIST) {
      throw new ZipException("it has no " + LIST);
    }
    try (InputStream in = zip.getInputStream(list)) {
      Contents contents = JSON.readValue(in.readNBytes(LARGEST_LIST), Contents.class);
      if (contents.format() != FORMAT) {
        throw new ZipException("a newer DragonCode has written it");
      }
      return contents;
    }
  }

  /** Before anything is taken in. */
  private static long verify(ZipFile zip, Contents contents, Consumer<PullProgress> progress)
      throws IOException {
    Map<String, Held> files = new LinkedHashMap<>();
    for (Engine engine : contents.engines()) {
      engine.files().forEach(held -> files.put(held.entry(), held));
    }
    long total = files.values().stream().mapToLong(Held::size).sum();
    long done = 0;
    for (Held held : files.values()) {
      ZipEntry entry = held.sound() ? zip.getEntry(held.entry()) : null;
      if (entry == null) {
        throw new ZipException(held.name() + " is missing");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        if (!Sha256.of(in).equals(held.sha256())) {
          throw new ZipException(held.name() + " is damaged");
        }
      }
      done += held.size();
      progress.accept(new PullProgress(done, total, "Checking " + held.name()));
    }
    return total;
  }

  private Item takeIn(ZipFile zip, Engine engine) throws IOException {
    List<ResolvedFile> files = new ArrayList<>();
    for (Held held : engine.files()) {
      files.add(new ResolvedFile(place(zip, held), held.size(), held.sha256()));
    }
    List<Coordinates> wanted = engine.wanted().stream().map(Wanted::coordinates).toList();
    artifacts.remember(wanted, files);
    return new Item(
        engine.emulator(),
        wanted.getFirst().text(),
        true,
        files.stream().mapToLong(ResolvedFile::size).sum(),
        "sha256:" + files.getFirst().sha256());
  }

  /** A file keeps its name, by which class paths and launchers know it. */
  private Path place(ZipFile zip, Held held) throws IOException {
    Path folder = imported.resolve(held.sha256().substring(0, 16));
    Path file = folder.resolve(held.name());
    if (Files.isRegularFile(file)
        && Files.size(file) == held.size()
        && Sha256.of(file).equals(held.sha256())) {
      return file;
    }
    PrivateFolders.create(folder);
    try (GrowingFile growing = GrowingFile.of(file);
        InputStream in = zip.getInputStream(zip.getEntry(held.entry()))) {
      in.transferTo(growing.out());
      growing.finish();
    }
    return file;
  }
}
