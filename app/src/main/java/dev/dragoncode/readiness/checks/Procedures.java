package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.checks.Routes.Route;
import dev.dragoncode.readiness.facts.Sources.Code;
import java.util.List;
import java.util.Optional;

/** tRPC's procedures: functions that clients call by their type, each behind one route. */
final class Procedures {

  /** What stands for the path, which is made of the names of routers elsewhere. */
  private static final String PATH = "/trpc";

  private Procedures() {}

  /** The route that a call such as {@code publicProcedure.input(…).mutation(…)} makes. */
  static Optional<Route> route(Code file, CodeFile.Call call) {
    boolean declares =
        call.name().matches("query|mutation|subscription")
            && takesFunction(call.arguments())
            && file.file().imports().stream()
                .anyMatch(i ->
                    i.module().startsWith("@trpc/server")
                        || i.names().stream().anyMatch(n -> n.matches("\\w*[pP]rocedure")));
    return declares
        ? Optional.of(
            new Route(
                call.name().equals("mutation") ? "POST" : "GET",
                PATH,
                file.platform(),
                file.path(),
                call.line(),
                Optional.empty(),
                Optional.of(call)))
        : Optional.empty();
  }

  static boolean made(Route route) {
    return route.path().equals(PATH) && route.platform().equals("Node");
  }

  /** Whether it gets its input, which is handed over only when a schema has let it pass. */
  static boolean takesInput(CodeFile.Call call) {
    return call.mentions("input");
  }

  /** Whether the call puts a step before procedures that turns strangers away. */
  static boolean guards(CodeFile.Call call) {
    return call.name().equals("use")
        && call.mentions("TRPCError")
        && call.arguments().stream().anyMatch(t -> t.string() && t.text().equals("UNAUTHORIZED"));
  }

  /** Whether the call says for the whole API what an error looks like. */
  static boolean formatsErrors(Code file, CodeFile.Call call) {
    return call.name().equals("create")
        && call.mentions("errorFormatter")
        && file.file().importOf("@trpc/server").isPresent();
  }

  private static boolean takesFunction(List<Token> arguments) {
    return arrow(arguments)
        || arguments.stream().limit(2).anyMatch(t -> t.is("function") || t.is("async"));
  }

  /** Whether an arrow function stands among the tokens. */
  static boolean arrow(List<Token> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("=") && tokens.get(i + 1).is(">")) {
        return true;
      }
    }
    return false;
  }
}
