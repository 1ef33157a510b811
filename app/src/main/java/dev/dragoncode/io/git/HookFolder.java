package dev.dragoncode.io.git;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/**
 * The folder in which git looks for the hooks of a clone. A hook is written whole, and only where
 * none stands, or one that DragonCode wrote.
 */
public final class HookFolder {

  /** The second line of each hook that is written here. */
  private static final String MARK =
      "# Installed by DragonCode; dragoncode hooks --uninstall removes it.";

  private final Path folder;
  private final Optional<String> elsewhere;

  private HookFolder(Path folder, Optional<String> elsewhere) {
    this.folder = folder;
    this.elsewhere = elsewhere;
  }

  /**
   * That of a repository.
   *
   * @param repository the root of its work tree
   * @throws dev.dragoncode.problem.ProblemException if its configuration cannot be read
   */
  public static HookFolder of(Path repository) {
    try {
      Path common = common(repository.resolve(".git"));
      FileBasedConfig config = new FileBasedConfig(common.resolve("config").toFile(), FS.DETECTED);
      config.load();
      Optional<String> elsewhere = Optional.ofNullable(config.getString("core", null, "hooksPath"));
      return new HookFolder(
          elsewhere.map(repository::resolve).orElse(common.resolve("hooks")), elsewhere);
    } catch (IOException | ConfigInvalidException e) {
      throw Problem.of(
              "The hooks of this clone cannot be read",
              repository.resolve(".git") + ": " + e.getMessage(),
              Remedy.of("See what git says: git config --list"))
          .causedBy(e)
          .asException();
    }
  }

  /** A further work tree's {@code .git} is a file that names another folder. */
  private static Path common(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git;
    }
    String line = Files.readString(git).strip();
    Path own = git.resolveSibling(line.replaceFirst("^gitdir:\\s*", "")).normalize();
    Path common = own.resolve("commondir");
    return Files.isRegularFile(common)
        ? own.resolve(Files.readString(common).strip()).normalize()
        : own;
  }

  /** Where git was told to look instead of its own folder. */
  public Optional<String> elsewhere() {
    return elsewhere;
  }

  public Path path() {
    return folder;
  }

  /** The text of a hook that git runs; empty where there is none. */
  public Optional<String> installed(String stage) {
    Path file = folder.resolve(stage);
    try {
      return Files.isRegularFile(file) && Files.isExecutable(file)
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException e) {
      // there is one, whatever it holds
      return Optional.of("");
    }
  }

  /** Whether DragonCode wrote the hook. */
  public boolean own(String stage) {
    return installed(stage).filter(text -> text.contains(MARK)).isPresent();
  }

  /**
   * Installs a hook, in one step.
   *
   * @param script a line for the shell
   * @throws dev.dragoncode.problem.ProblemException if somebody else's stands there, or it cannot
   *     be written
   */
  public void install(String stage, String script) {
    Path file = folder.resolve(stage);
    if (Files.exists(file) && !own(stage)) {
      throw Problem.of(
              "There is another " + stage + " hook already",
              file + " was not written by DragonCode, and would be lost.",
              Remedy.of(
                  "Move what it does into the project's hooks, delete it, and install again."),
              Remedy.of("Or keep it: nothing was changed."))
          .asException();
    }
    try {
      Files.createDirectories(folder);
      // executable from its first moment: the temporary file takes the rights of the target
      Path made = folder.resolve("." + stage + ".dragoncode");
      Files.deleteIfExists(made);
      Files.createFile(made);
      PosixFileAttributeView rights =
          Files.getFileAttributeView(made, PosixFileAttributeView.class);
      if (rights != null) {
        rights.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      AtomicFiles.writeString(made, "#!/bin/sh\n" + MARK + "\n" + script + "\n");
      Files.move(
          made,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw AtomicFiles.problem(file, e).causedBy(e).asException();
    }
  }

  /** Takes away a hook that DragonCode wrote; another one stays. */
  public boolean uninstall(String stage) {
    if (!own(stage)) {
      return false;
    }
    try {
      return Files.deleteIfExists(folder.resolve(stage));
    } catch (IOException e) {
      throw AtomicFiles.problem(folder.resolve(stage), e).causedBy(e).asException();
    }
  }
}
