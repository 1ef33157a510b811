package dev.dragoncode.service.scaffold;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.git.NewRepository;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.ParsedFiles;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.scaffold.Answers;
import dev.dragoncode.scaffold.ScaffoldRecipe;
import dev.dragoncode.scaffold.Template;
import dev.dragoncode.service.change.ChangeStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes new projects: shown first, then written whole or not at all. Blocks. */
public final class NewProjects {

  private static final Logger LOG = LoggerFactory.getLogger(NewProjects.class);

  private final Template template = new Template();
  private final Path data;
  private final Clock clock;

  /**
   * @param data the user's data folder, which keeps what can be undone
   */
  public NewProjects(Path data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  /** The day, where the user is. */
  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /** What a project would consist of; nothing is looked at or written. */
  public Proposal preview(Answers answers) {
    ProjectFacts nothing =
        new ProjectFacts(
            FileIndex.of(new NoFiles(Path.of(answers.name().text())), List.of()),
            new ParsedFiles(),
            ProjectSettings.none());
    Draft draft = new Draft(nothing.view(), Map.of(), _ -> Optional.empty());
    new ScaffoldRecipe(answers, template.files(answers), List.of()).write(draft);
    return draft.proposal();
  }

  /**
   * The folder that a project of this name would get.
   *
   * @param parent an existing folder
   * @throws ProblemException if it is taken, or the folder above is none
   */
  public Path folder(Path parent, Answers answers) {
    Path target = parent.toAbsolutePath().normalize().resolve(answers.name().text());
    if (!Files.isDirectory(parent)) {
      throw Problem.of(
              "There is no folder " + parent,
              "The project's own folder is made inside it.",
              Remedy.of("Choose a folder that exists"))
          .asException();
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !empty(target)) {
      throw Problem.of(
              target + " is not empty",
              "A new project would mix with what is there.",
              Remedy.of("Choose another name or another folder"),
              Remedy.of("Open that folder and add capabilities to it"))
          .asException();
    }
    return target;
  }

  /**
   * Whether a folder holds nothing, or only what a killed process left, or a repository without
   * files.
   */
  private boolean empty(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      new ChangeStore(folder.toRealPath(), data, clock).recover();
      try (Stream<Path> entries = Files.list(folder)) {
        return entries.allMatch(each -> each.endsWith(".git"));
      }
    } catch (IOException e) {
      throw AtomicFiles.problem(folder, e).causedBy(e).asException();
    }
  }

  /**
   * Writes a project.
   *
   * @param git whether it becomes a repository of its own, where it does not lie in one
   * @return its folder
   * @throws ProblemException if the folder is taken or cannot be written; it is as it was then
   */
  public Path create(Path parent, Answers answers, boolean git) {
    Path target = folder(parent, answers);
    Proposal proposal = preview(answers);
    boolean made = made(target);
    try {
      Path real = target.toRealPath();
      new ChangeStore(real, data, clock).apply("New project", proposal.changes());
      if (git) {
        NewRepository.make(real);
      }
      return real;
    } catch (IOException e) {
      removeIf(made, target);
      throw AtomicFiles.problem(target, e).causedBy(e).asException();
    } catch (RuntimeException e) {
      removeIf(made, target);
      throw e;
    }
  }

  private static boolean made(Path target) {
    try {
      Files.createDirectory(target);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NotDirectoryException e) {
      throw AtomicFiles.problem(target, e).causedBy(e).asException();
    } catch (IOException e) {
      throw AtomicFiles.problem(target, e).causedBy(e).asException();
    }
  }

  private static void removeIf(boolean made, Path target) {
    if (made) {
      try {
        Files.deleteIfExists(target);
      } catch (IOException e) {
        LOG.warn("{} could not be removed again", target, e);
      }
    }
  }
}
