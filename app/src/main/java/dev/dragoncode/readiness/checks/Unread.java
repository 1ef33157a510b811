package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Paths;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of the program in a language whose sources are not read, so that nothing can be called
 * missing.
 *
 * @param file that shows it
 */
record Unread(String language, String file) {

  /** The first of them, as the build files tell. */
  static Optional<Unread> program(ProjectView view) {
    return Kotlin.program(view)
        .map(file -> new Unread("Kotlin", file))
        .or(() ->
            Stream.of("csproj", "fsproj")
                .flatMap(extension -> view.withExtension(extension).stream())
                .filter(f -> !f.name().matches("(?i).*tests?\\..*"))
                .filter(Unread::shipped)
                .findFirst()
                .map(f -> new Unread("a language of .NET", f.path())))
        .or(() ->
            named(view, "Cargo.toml")
                .filter(f -> view.file(beside(f, "src/main.rs")).isPresent())
                .findFirst()
                .map(f -> new Unread("Rust", f.path())))
        .or(() -> named(view, "config.ru").findFirst().map(f -> new Unread("Ruby", f.path())))
        .or(() ->
            named(view, "composer.json")
                .filter(f -> view.file(beside(f, "public/index.php")).isPresent())
                .findFirst()
                .map(f -> new Unread("PHP", f.path())));
  }

  private static Stream<IndexedFile> named(ProjectView view, String name) {
    return view.named(name).stream().filter(Unread::shipped);
  }

  private static boolean shipped(IndexedFile file) {
    return !file.ignored() && !file.path().startsWith("../") && !Paths.notShipped(file.path());
  }

  private static String beside(IndexedFile file, String name) {
    String path = file.path();
    return path.substring(0, path.lastIndexOf('/') + 1) + name;
  }
}
