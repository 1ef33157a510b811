package dev.dragoncode.scaffold;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.Draft;
import dev.dragoncode.change.Recipe;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a project to what its answers and the templates of today make of it. What was generated
 * last time lies in the project; what was written by hand since is merged with what is new.
 *
 * @param earlier what was generated last time; none in a new project
 */
public record ScaffoldRecipe(Answers answers, List<Template.File> files, List<String> earlier)
    implements Recipe {

  public ScaffoldRecipe {
    files = List.copyOf(files);
    earlier = List.copyOf(earlier);
  }

  /** What was generated into a file last time, as the project keeps it. */
  public static Optional<Bytes> base(Draft draft, String path) {
    return draft.view().content(AnswersFile.base(path)).map(Bytes::of);
  }

  @Override
  public void write(Draft draft) {
    Set<String> now = new HashSet<>();
    for (Template.File file : files) {
      now.add(file.path());
      Optional<Bytes> base = base(draft, file.path());
      if (base.isPresent() && !draft.has(file.path())) {
        // somebody took it away on purpose
        if (!base.get().text().equals(file.text())) {
          draft.advise(
              file.path() + " was deleted by hand and stays so; its template has changed.");
        }
      } else if (file.executable()) {
        draft.generateExecutable(file.path(), file.text());
      } else {
        draft.generate(file.path(), file.text());
      }
      draft.edit(AnswersFile.base(file.path()), _ -> file.text());
    }
    for (String path : earlier) {
      if (!now.contains(path)) {
        drop(draft, path);
      }
    }
    AnswersFile kept = new AnswersFile(answers, files.stream().map(Template.File::path).toList());
    draft.edit(AnswersFile.PATH, _ -> kept.text());
  }

  /** Takes a file away that is no longer generated, unless somebody has edited it. */
  private static void drop(Draft draft, String path) {
    Optional<String> base = base(draft, path).map(Bytes::text);
    if (base.isPresent() && draft.has(path)) {
      if (draft.text(path).equals(base)) {
        draft.delete(path);
      } else {
        draft.advise(path + " is no longer generated; it was edited by hand and stays.");
      }
    }
    draft.delete(AnswersFile.base(path));
  }
}
