package dev.dragoncode.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A project as one fact or check reads it; what is read is noted. */
public final class ProjectView {

  /** Stands for the list of files that git tracks. */
  private static final String GIT_INDEX = ".git/index";

  private final ProjectFacts facts;
  private final Reads reads = new Reads();

  ProjectView(ProjectFacts facts) {
    this.facts = facts;
  }

  /** What was read through this view so far. */
  public Reads reads() {
    return reads;
  }

  /** What the team wrote into dragoncode.yaml. */
  public ProjectSettings settings() {
    reads.settings();
    return facts.settings();
  }

  /** A fact, worked out now if nobody has asked before. */
  public <T> T get(Fact<T> fact) {
    return facts.get(fact, reads);
  }

  /** The file of this path, ignored or not. */
  public Optional<IndexedFile> file(String path) {
    reads.path(path);
    return facts.index().file(path);
  }

  /** Files of this name, in any folder, that are not ignored. */
  public List<IndexedFile> named(String name) {
    reads.named(name);
    return facts.index().named(name);
  }

  /** Files with this extension that are not ignored. */
  public List<IndexedFile> withExtension(String extension) {
    reads.extension(extension);
    return facts.index().withExtension(extension);
  }

  /** Files with this extension whose path holds one of these texts. */
  public List<IndexedFile> withExtension(String extension, List<String> anyOf) {
    reads.extension(extension);
    return facts.index().withExtension(extension, anyOf);
  }

  /** Files directly in a folder, ignored ones included. */
  public List<IndexedFile> inFolder(String folder) {
    reads.folder(folder);
    return facts.index().inFolder(folder);
  }

  /** Files directly in a folder whose name begins with this text, ignored ones included. */
  public List<IndexedFile> inFolder(String folder, String start) {
    reads.folder(folder, start);
    return facts.index().inFolder(folder).stream()
        .filter(file -> file.name().startsWith(start))
        .toList();
  }

  /** Files in a folder and below it that are not ignored. */
  public List<IndexedFile> under(String folder) {
    reads.under(folder);
    return facts.index().under(folder);
  }

  /** Whether any file lies in the folder or below it. */
  public boolean hasFolder(String folder) {
    reads.under(folder);
    return facts.index().hasFolder(folder);
  }

  /** The file's text; see {@link FileIndex#text}. */
  public Optional<String> text(IndexedFile file) {
    reads.path(file.path());
    return facts.parsed().text(facts.index(), file);
  }

  /** The text of a file that may be larger than source is, such as a lock file; not remembered. */
  public Optional<String> largeText(IndexedFile file, long maxBytes) {
    reads.path(file.path());
    return facts.index().text(file, maxBytes);
  }

  /** Every file that is not ignored, each of which will be read. */
  public List<IndexedFile> everything() {
    reads.everything();
    return facts.index().under("");
  }

  /**
   * Those of some changed files that are there now and not ignored. What it notes is what {@link
   * #everything} notes.
   */
  public List<IndexedFile> changed(TreeChange change) {
    reads.everything();
    return Stream.concat(change.modified().stream(), change.listed().stream())
        .flatMap(path -> facts.index().file(path).stream())
        .filter(file -> !file.ignored())
        .toList();
  }

  /** The text of one of {@link #everything}; read anew, and not remembered. */
  public Optional<String> passingText(IndexedFile file) {
    return facts.index().text(file);
  }

  /** The project's folder. */
  public Path root() {
    return facts.index().source().root();
  }

  /** Where the files come from, for who reads what git keeps of them. */
  public FileSource source() {
    reads.path(GIT_INDEX);
    return facts.index().source();
  }

  /**
   * What a Helm chart comes to with its own values.
   *
   * @param folder of its Chart.yaml, relative to the project
   */
  public Charts.Rendering rendered(String folder) {
    under(folder).forEach(file -> reads.path(file.path()));
    return facts.charts().render(root().resolve(folder));
  }

  /**
   * The bytes of a file; empty where there is none.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public Optional<byte[]> content(String path) {
    reads.path(path);
    try {
      return Optional.of(facts.index().source().read(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file, read by this syntax. */
  public <T> Parsed<T> parse(IndexedFile file, Syntax<T> syntax) {
    reads.path(file.path());
    return facts.parsed().get(facts.index(), file, syntax);
  }

  /** Reads files that will be asked for through other views; nothing is noted. */
  public <T> void ahead(List<IndexedFile> files, Syntax<T> syntax) {
    facts.parsed().ahead(facts.index(), files, syntax);
  }

  /** All files with this extension, read by this syntax. */
  public <T> List<Parsed<T>> parseAll(String extension, Syntax<T> syntax) {
    reads.contents(extension);
    return facts.index().withExtension(extension).stream()
        .map(file -> facts.parsed().get(facts.index(), file, syntax))
        .toList();
  }

  /**
   * Those of some changed files that are there now, have this extension and are not ignored, read
   * by this syntax. What it notes is what {@link #parseAll} notes.
   */
  public <T> List<Parsed<T>> parseChanged(String extension, TreeChange change, Syntax<T> syntax) {
    reads.contents(extension);
    return Stream.concat(change.modified().stream(), change.listed().stream())
        .filter(path -> IndexedFile.extensionOf(path).equals(extension))
        .flatMap(path -> facts.index().file(path).stream())
        .filter(file -> !file.ignored())
        .map(file -> facts.parsed().get(facts.index(), file, syntax))
        .toList();
  }

  /** Whether the ignore files exclude this path, whether or not it exists. */
  public boolean ignores(String path, boolean folder) {
    return facts.index().source().ignores(path, folder);
  }

  /** Whether git tracks this path; empty where there is no repository or it cannot be read. */
  public Optional<Boolean> tracked(String path) {
    reads.path(GIT_INDEX);
    return facts.index().source().tracked(path);
  }

  /** The names of the repository's tags; none where there is no repository. */
  public List<String> tags() {
    reads.path(GIT_INDEX);
    return facts.index().source().tags();
  }

  /** The git hooks that are active in this clone, such as {@code pre-commit}. */
  public List<String> hooks() {
    reads.path(GIT_INDEX);
    return facts.index().source().hooks();
  }

  /** The way from the project up to its repository's root, as in {@code ../../}; often empty. */
  public String wayToRepository() {
    String place = placeInRepository();
    return place.isEmpty() ? "" : "../".repeat(place.split("/", -1).length);
  }

  /** The project's folder relative to its repository's root; empty where they are one. */
  public String placeInRepository() {
    FileSource source = facts.index().source();
    return source
        .repository()
        .map(repository -> repository.relativize(source.root()).toString().replace('\\', '/'))
        .orElse("");
  }

  /** One line of a file, without its indentation; empty where there is none. */
  public String line(String path, int line) {
    return file(path)
        .flatMap(this::text)
        .flatMap(text -> text.lines().skip(Math.max(0, line - 1)).findFirst())
        .map(String::strip)
        .orElse("");
  }
}
