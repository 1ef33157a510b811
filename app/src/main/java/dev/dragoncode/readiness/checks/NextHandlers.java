package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.readiness.checks.InputValidation.Cover;
import java.util.Optional;

/** Functions that Next.js calls by their names; what their file does is taken for theirs. */
final class NextHandlers {

  private NextHandlers() {}

  /** What they do with their body, where a library that checks is there or not. */
  static Cover cover(Optional<CodeFile> file, boolean library) {
    if (library && file.filter(NextHandlers::checksBody).isPresent()) {
      return Cover.YES;
    }
    return file.filter(NextHandlers::readsBody).isPresent() ? Cover.NO : Cover.NO_BODY;
  }

  private static boolean readsBody(CodeFile file) {
    return file.calls().stream().anyMatch(c -> c.name().matches("json|formData|text"));
  }

  private static boolean checksBody(CodeFile file) {
    return file.calls().stream()
        .anyMatch(c ->
            c.name().matches("(safeParse|parse|validate)(Async)?")
                && !c.chain().startsWith("JSON."));
  }
}
