package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.syntax.CodeFile;

/** Functions that Next.js calls by their names; what their file does is taken for theirs. */
final class NextHandlers {

  private NextHandlers() {}

  static boolean readsBody(CodeFile file) {
    return file.calls().stream().anyMatch(c -> c.name().matches("json|formData|text"));
  }

  static boolean checksBody(CodeFile file) {
    return file.calls().stream()
        .anyMatch(c ->
            c.name().matches("(safeParse|parse|validate)(Async)?")
                && !c.chain().startsWith("JSON."));
  }
}
