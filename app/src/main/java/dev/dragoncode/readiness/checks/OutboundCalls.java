package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PRE-RESIL: a call to another service ends, whatever the other side does. */
final class OutboundCalls {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-RESIL",
              Phase.HARDEN,
              "Timeouts and bounded retries on outbound calls",
              Weight.MEDIUM,
              Level.B,
              "Most clients wait without end by default. One slow service then takes every thread"
                  + " of those that call it.",
              "Set a timeout on every client: spring.http.clients.connect-timeout and read-timeout,"
                  + " axios.create({timeout}), httpx.Client(timeout=…), http.Client{Timeout: …};"
                  + " retry a few times at most, with growing pauses."),
          OutboundCalls::decide);

  /** A client and whether it waits without end. */
  private record Client(Place place, boolean bounded) {}

  private static final Question<JavaFile, List<Client>> JAVA = Question.each(OutboundCalls::java);
  private static final Question<Code, List<Client>> CODE = Question.each(OutboundCalls::code);

  private OutboundCalls() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Client> clients = new ArrayList<>();
    sources.mainJava(JAVA).forEach(clients::addAll);
    for (String platform : List.of("Node", "Python", "Go")) {
      sources.program(platform, CODE).forEach(clients::addAll);
    }
    if (clients.isEmpty()) {
      return Verdict.notApplicable("The program calls no other service over HTTP");
    }
    List<Place> open = clients.stream().filter(c -> !c.bounded).map(Client::place).toList();
    Optional<Evidence> general = general(view, manifests);
    if (open.isEmpty() || general.isPresent()) {
      List<Evidence> good =
          new ArrayList<>(Place.shown(view, clients.stream().map(Client::place).toList()));
      general.ifPresent(e -> good.addFirst(e));
      return Verdict.pass("Every outbound call has a time limit", good);
    }
    return Verdict.fail(
        open.size() == 1
            ? "A client waits without end"
            : open.size() + " clients or calls wait without end",
        Place.shown(view, open));
  }

  /** A limit that holds for every client of the framework. */
  private static Optional<Evidence> general(ProjectView view, Manifests manifests) {
    return Wiring.settings(view)
        .filter(l ->
            l.setting()
                .key()
                .matches(
                    "spring\\.http\\.(client|clients)\\.(read-timeout|connect-timeout)|spring\\.cloud\\.openfeign\\.client\\.config\\..*timeout.*"
                        + "|quarkus\\.rest-client\\..*timeout|micronaut\\.http\\.client\\.read-timeout|resilience4j\\.timelimiter\\..*"))
        .findFirst()
        .map(l -> line(view, l.file(), l.line()))
        .or(() ->
            manifests
                .uses(d -> d.name().matches("io\\.quarkus:quarkus-smallrye-fault-tolerance"))
                .map(d -> line(view, d.file(), d.line())));
  }

  private static Stream<Client> java(JavaFile file) {
    List<Client> found = new ArrayList<>();
    boolean bounded =
        file.source().calls().stream()
            .anyMatch(
                c -> c.name().matches("(?i).*(timeout|setReadTimeout|responseTimeout).*|timeout"));
    for (JavaSource.Call call : file.source().calls()) {
      boolean client =
          call.name().equals("new RestTemplate")
              || (call.scope()
                      .matches("(.*\\.)?(RestClient|WebClient|HttpClient|HttpClients|OkHttpClient)")
                  && call.name().matches("create|builder|newHttpClient|newBuilder|createDefault"))
              || call.name().matches("new OkHttpClient(\\.Builder)?")
              || (call.name().equals("build") && call.scope().matches(".*restTemplateBuilder.*"));
      // HttpClient.newBuilder is bounded per request as well
      if (client) {
        found.add(
            new Client(
                new Place(file.path(), call.line()),
                bounded || call.name().startsWith("new OkHttp")));
      }
    }
    for (JavaSource.JavaType type : file.source().types()) {
      if (type.annotation("FeignClient").isPresent()) {
        // Feign's own limits are 10 s to connect and 60 s to read
        found.add(new Client(new Place(file.path(), type.line()), true));
      }
      if (type.annotation("RegisterRestClient").isPresent()) {
        // MicroProfile's rest client in Quarkus waits 15 s to connect and 30 s to read
        found.add(new Client(new Place(file.path(), type.line()), true));
      }
    }
    return found.stream();
  }

  private static Stream<Client> code(Code file) {
    List<Client> found = new ArrayList<>();
    for (CodeFile.Call call : file.file().calls()) {
      Optional<Boolean> bounded =
          switch (file.platform()) {
            case "Node" -> node(file, call);
            case "Python" -> python(file, call);
            default -> go(file, call);
          };
      bounded.ifPresent(b -> found.add(new Client(new Place(file.path(), call.line()), b)));
    }
    return found.stream();
  }

  private static Optional<Boolean> node(Code file, CodeFile.Call call) {
    boolean limited =
        call.mentions("timeout")
            || call.mentions("signal")
            || file.file().calls().stream()
                .anyMatch(c -> c.name().equals("abort") || c.chain().equals("AbortSignal.timeout"));
    if (!serverSide(file)) {
      return Optional.empty();
    }
    if (file.file().importOf("axios").isPresent()
        && call.chain().matches("axios(\\.(get|post|put|patch|delete|request|create))?")) {
      boolean instance =
          file.file().calls().stream()
              .anyMatch(c -> c.chain().equals("axios.create") && c.mentions("timeout"));
      return Optional.of(limited || instance);
    }
    // one that is handed in is bounded, or not, where it is made
    boolean handedIn =
        call.chain().equals("fetch")
            && file.file().functions().stream()
                .anyMatch(f -> f.parameters().stream().anyMatch(t -> t.is("fetch")));
    if (handedIn) {
      return Optional.empty();
    }
    if (call.chain().matches("(\\w+\\.)?(fetch|undiciFetch|baseFetch|safeFetch)")) {
      return Optional.of(limited);
    }
    if (file.file().importOf("got").isPresent() && call.chain().matches("got(\\.\\w+)?")) {
      return Optional.of(limited);
    }
    return Optional.empty();
  }

  /** A call in a page is the browser's: it ends with the tab. */
  private static boolean serverSide(Code file) {
    boolean required =
        file.file().imports().stream()
            .anyMatch(i -> i.module().matches("node:.*|express|fs|http|https|undici|fastify|koa"));
    return required
        || !file.path()
            .matches(
                "(.*/)?(components|pages|public|client|frontend|web|ui|hooks)/.*|.*\\.(jsx|tsx)");
  }

  private static Optional<Boolean> python(Code file, CodeFile.Call call) {
    boolean limited = call.mentions("timeout");
    if (file.file().importOf("requests").isPresent()
        && call.chain().matches("requests\\.(get|post|put|patch|delete|request|head)")) {
      return Optional.of(limited);
    }
    // httpx and aiohttp have limits of their own unless these are taken off
    if (call.chain()
        .matches(
            "httpx\\.(Client|AsyncClient|get|post|put|patch|delete)|aiohttp\\.ClientSession")) {
      boolean off = false;
      List<Token> tokens = call.arguments();
      for (int i = 0; i + 2 < tokens.size(); i++) {
        off |= tokens.get(i).is("timeout") && tokens.get(i + 2).is("None");
      }
      return Optional.of(!off);
    }
    if (call.chain().equals("urllib.request.urlopen") || call.chain().equals("urlopen")) {
      return Optional.of(limited);
    }
    return Optional.empty();
  }

  private static Optional<Boolean> go(Code file, CodeFile.Call call) {
    if (call.chain().matches("gorequest\\.New|resty\\.New")) {
      return Optional.of(
          file.file().calls().stream().anyMatch(c -> c.name().matches("Timeout|SetTimeout")));
    }
    if (call.chain().matches("http\\.(Get|Post|PostForm|Head)")) {
      return Optional.of(false);
    }
    if (call.name().equals("Do") && call.chain().matches("http\\.DefaultClient\\.Do")) {
      boolean context =
          file.file().calls().stream()
              .anyMatch(c -> c.chain().matches("context\\.With(Timeout|Deadline)"));
      return Optional.of(context);
    }
    if (call.chain().equals("http.NewRequestWithContext")) {
      boolean context =
          file.file().calls().stream()
              .anyMatch(c -> c.chain().matches("context\\.With(Timeout|Deadline)"));
      return context ? Optional.of(true) : Optional.empty();
    }
    return Optional.empty();
  }
}
