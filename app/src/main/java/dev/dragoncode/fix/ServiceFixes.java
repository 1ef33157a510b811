package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.Recipe;
import dev.dragoncode.versions.KnownVersions;
import java.util.List;
import java.util.Optional;

/** PRE-RATE and PRE-CORS: what stands before the routes of a program on Express or Fastify. */
final class ServiceFixes {

  private ServiceFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRE-RATE",
            "Puts a limit of 100 requests a minute and client before the routes of Express or"
                + " Fastify.",
            recipe("PRE-RATE", ServiceFixes::limit)),
        new Fix(
            "PRE-CORS",
            "Puts helmet, which sends the headers that browsers heed, before the routes of Express"
                + " or Fastify.",
            recipe("PRE-CORS", ServiceFixes::headers)));
  }

  /** What is done to an application that was found. */
  private interface Mount {
    void on(Draft draft, NodeApp app);
  }

  private static Recipe recipe(String check, Mount mount) {
    return draft -> {
      if (Gaps.passes(draft.view(), check)) {
        return;
      }
      if (Gaps.verdict(draft.view(), check).summary().startsWith("Any site")) {
        draft.decline("Name the origins that may call where they are all let in.");
        return;
      }
      Optional<NodeApp> app = NodeApp.of(draft.view());
      app.ifPresentOrElse(
          found -> mount.on(draft, found),
          () ->
              draft.decline(
                  "A machine mends this where an Express or Fastify application is made in plain"
                      + " sight; here it takes code, which is for a person."));
    };
  }

  private static void limit(Draft draft, NodeApp app) {
    if (app.framework() == NodeApp.Framework.EXPRESS) {
      app.depend(draft, "express-rate-limit", KnownVersions.of("express-rate-limit"));
      app.mount(
          draft,
          "{ rateLimit }",
          "express-rate-limit",
          app.variable()
              + ".use(rateLimit({ windowMs: 60_000, limit: 100, standardHeaders: 'draft-8', legacyHeaders: false }))");
    } else {
      app.depend(draft, "@fastify/rate-limit", KnownVersions.of("fastify-rate-limit"));
      app.mount(
          draft,
          "rateLimit",
          "@fastify/rate-limit",
          app.variable() + ".register(rateLimit, { max: 100, timeWindow: '1 minute' })");
    }
    draft.advise(
        "Behind a proxy every client has its address: let the framework trust the proxy's header, and"
            + " no other.");
  }

  private static void headers(Draft draft, NodeApp app) {
    if (app.framework() == NodeApp.Framework.EXPRESS) {
      app.depend(draft, "helmet", KnownVersions.of("helmet"));
      app.mount(draft, "helmet", "helmet", app.variable() + ".use(helmet())");
    } else {
      app.depend(draft, "@fastify/helmet", KnownVersions.of("fastify-helmet"));
      app.mount(draft, "helmet", "@fastify/helmet", app.variable() + ".register(helmet)");
    }
    draft.advise(
        "helmet's content security policy refuses scripts within pages; look at the pages once.");
  }
}
