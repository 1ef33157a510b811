package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Declared;
import dev.dragoncode.fakes.openapi.DocumentScan.Listed;
import dev.dragoncode.fakes.openapi.RequestReading.Came;
import dev.dragoncode.fakes.openapi.SchemaCheck.Way;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operations of an OpenAPI document do: ask for credentials, hold the request against the
 * document, answer, and hold the answer against it as well.
 */
final class OpenApiCode implements PackCode {

  private static final Pattern PREFERRED_STATUS = Pattern.compile("\\bcode=\"?(\\d{3})");

  /** As many as fit into a reason. */
  private static final int MOST_TOLD = 3;

  private final Api api;
  private final Things things;
  private final SchemeGate gate;
  private final Objections objections;

  OpenApiCode(ApiDocument document, Operations operations, Layout layout) {
    this.api = new Api(document, operations, layout);
    this.things = new Things(api);
    this.gate = new SchemeGate(document);
    this.objections = new Objections(api.schemas());
  }

  @Override
  public void setUp(Setup setup) {
    api.operations().all().forEach((id, listed) -> setup.operation(id, call -> run(call, listed)));
    setup.rowCheck(this::objections);
  }

  /** A row is what answers show, so it is held against their schema. */
  private List<String> objections(String resource, ObjectNode row) {
    SchemaCheck check = new SchemaCheck(api.schemas(), api.formats(), Way.RESPONSE, false);
    api.layout().resources().stream()
        .filter(one -> one.name().equals(resource))
        .findFirst()
        .ifPresent(one -> {
          var _ = check.check(things.of(one).schema(), row, List.of());
        });
    return check.findings().stream().map(Finding::sentence).toList();
  }

  private Reply run(Call call, Listed listed) {
    ApiOperation operation = api.operations().read(listed);
    Reply reply = answer(call, operation);
    if (reply instanceof Reply.Json json) {
      Optional<Declared> declared = operation.answer(json.status());
      if (declared.isPresent() && ApiOperation.isJson(declared.get().type())) {
        SchemaCheck check = new SchemaCheck(api.schemas(), api.formats(), Way.RESPONSE, false);
        var _ = check.check(declared.get().schema(), json.body(), List.of("response"));
        check.findings().forEach(call::note);
      }
    }
    return reply;
  }

  private Reply answer(Call call, ApiOperation operation) {
    Optional<String> missing = gate.missing(operation, call.request());
    if (missing.isPresent()) {
      return objections
          .reply(call, operation, 401, "It asks for %s.".formatted(missing.get()))
          .withHeader("www-authenticate", "Bearer");
    }
    Came came = new RequestReading(operation, api.schemas(), api.formats()).read(call);
    came.unknown().forEach(call::note);
    came.parameters().forEach(call::note);
    came.content().forEach(call::note);
    Matcher wish = PREFERRED_STATUS.matcher(call.request().header("prefer").orElse(""));
    if (wish.find()) {
      int status = Integer.parseInt(wish.group(1));
      if (operation.answer(status).isPresent()) {
        return wished(call, operation, status);
      }
    }
    if (!came.parameters().isEmpty()) {
      return no(call, operation, Objections.best(operation, 400, 422), came.parameters());
    }
    if (!came.content().isEmpty()) {
      int status =
          came.otherType()
              ? 415
              : operation.declares(400)
                  ? Objections.best(operation, 400)
                  : Objections.best(operation, 422, 400);
      return no(call, operation, status, came.content());
    }
    return new Turn(api, things, call, operation, came).reply();
  }

  /** What a client asks for by {@code Prefer: code=404}. */
  private Reply wished(Call call, ApiOperation operation, int status) {
    if (status >= 400) {
      return objections.reply(call, operation, status, "The request prefers this answer.");
    }
    Rendering rendering = new Rendering(api, call);
    Declared declared = operation.answer(status).orElseThrow();
    return new Answers(api, things, call, operation, rendering).sample(declared);
  }

  private Reply no(Call call, ApiOperation operation, int status, List<Finding> findings) {
    List<String> told = findings.stream().limit(MOST_TOLD).map(Finding::sentence).toList();
    return objections.reply(call, operation, status, String.join("; ", told));
  }
}
