package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Credential;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request on its way through a pack. */
final class CallStage extends Stage implements Call {

  private final FakeRequest request;
  private final Router.Match match;
  private final Credential credential;
  private final Limits limits;
  private final List<Finding> findings = new ArrayList<>();
  private ObjectNode input = JsonNodeFactory.instance.objectNode();

  CallStage(
      Pack pack,
      Code code,
      World world,
      Instant now,
      String url,
      FakeRequest request,
      Router.Match match,
      Credential credential,
      Limits limits) {
    super(pack, code, world, now, url);
    this.request = request;
    this.match = match;
    this.credential = credential;
    this.limits = limits;
  }

  @Override
  public FakeRequest request() {
    return request;
  }

  @Override
  public Pack.Operation operation() {
    return match.operation();
  }

  @Override
  public Map<String, String> path() {
    return match.path();
  }

  @Override
  public ObjectNode input() {
    return input;
  }

  void input(ObjectNode values) {
    input = values;
  }

  @Override
  public ObjectNode form() {
    return Inputs.formOf(request);
  }

  @Override
  public Credential credential() {
    return credential;
  }

  @Override
  public Map<String, ObjectNode> limits() {
    return limits.standing(credential, now());
  }

  @Override
  public void note(Finding finding) {
    findings.add(finding);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  @Override
  public JsonNode show(String resource, ObjectNode row) {
    ObjectNode shown = Hidden.without(row);
    return code().view(resource).map(view -> view.show(this, shown)).orElse(shown);
  }

  /** Does what the YAML says. */
  Reply run() {
    Pack.Operation operation = operation();
    return switch (operation.verb()) {
      case CODE -> code().action(operation.id()).orElseThrow().run(this);
      case CREATE -> create(resource(operation.resource()));
      case RETRIEVE -> answer(operation.resource(), get(operation.resource(), key()));
      case UPDATE -> update(resource(operation.resource()));
      case DELETE -> delete(resource(operation.resource()));
      case LIST -> page(operation.resource(), selection(operation.resource()));
    };
  }

  private String key() {
    return path(resource(operation().resource()).key());
  }

  private Reply create(Pack.Resource kind) {
    ObjectNode values = input.deepCopy();
    code().before(Pack.Verb.CREATE, kind.name()).ifPresent(before -> before.prepare(this, values));
    return answer(kind.name(), create(kind.name(), values));
  }

  private Reply update(Pack.Resource kind) {
    String id = key();
    get(kind.name(), id);
    ObjectNode values = input.deepCopy();
    code().before(Pack.Verb.UPDATE, kind.name()).ifPresent(before -> before.prepare(this, values));
    ObjectNode row = change(kind.name(), id, copy -> copy.setAll(values));
    done(Pack.Verb.UPDATE, kind, row);
    return answer(kind.name(), table(kind.name()).find(id).orElse(row));
  }

  private Reply delete(Pack.Resource kind) {
    String id = key();
    ObjectNode row = get(kind.name(), id);
    remove(kind.name(), id);
    done(Pack.Verb.DELETE, kind, row);
    if (kind.deleted().isEmpty()) {
      return Reply.empty(operation().status() == 200 ? 204 : operation().status());
    }
    JsonNode body =
        kind.deleted()
            .get()
            .render(scope(Map.of("id", JsonNodeFactory.instance.textNode(id), "row", row)));
    return Reply.json(operation().status(), body);
  }

  /** The rows that the input's filters select. */
  Selection selection(String resource) {
    Selection selection = Selection.newest(Integer.MAX_VALUE);
    for (String name : operation().filters()) {
      if (!input.has(name)) {
        continue;
      }
      JsonNode wanted = input.get(name);
      Optional<PackCode.Filter> filter = code().filter(resource, name);
      if (filter.isPresent()) {
        selection = selection.where(row -> filter.get().matches(row, wanted));
      } else if (wanted instanceof ObjectNode range) {
        selection = selection.where(row -> Ranges.within(row.path(name), range));
      } else {
        selection = selection.where(name, wanted.asText());
      }
    }
    return selection;
  }

  @Override
  public Reply page(String resource, Selection selection) {
    Optional<Pack.Paging> paging = operation().paging();
    if (paging.isEmpty()) {
      return Reply.json(
          operation().status(), Pages.items(this, resource, list(resource, selection)));
    }
    return new Pages(this, paging.get()).page(resource, selection);
  }

  ArrayNode shown(String resource, Iterable<ObjectNode> rows) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> items.add(show(resource, row)));
    return items;
  }
}
