package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a pack's code has said that it does. */
final class Code implements Setup {

  private final Pack pack;
  private final PackCode said;
  private final Map<String, PackCode.Action> actions = new LinkedHashMap<>();
  private final Map<String, PackCode.Before> beforeCreate = new LinkedHashMap<>();
  private final Map<String, PackCode.Before> beforeUpdate = new LinkedHashMap<>();
  private final Map<String, PackCode.After> afterCreate = new LinkedHashMap<>();
  private final Map<String, PackCode.After> afterUpdate = new LinkedHashMap<>();
  private final Map<String, PackCode.After> afterDelete = new LinkedHashMap<>();
  private final Map<String, PackCode.View> views = new LinkedHashMap<>();
  private final Map<String, PackCode.Filter> filters = new LinkedHashMap<>();
  private final Map<String, PackCode.Later> laters = new LinkedHashMap<>();
  private final Map<String, PackCode.Pager> pagers = new LinkedHashMap<>();
  private PackCode.@Nullable Telling telling;
  private PackCode.@Nullable Signer signer;
  private PackCode.@Nullable Retrying retrying;
  private PackCode.@Nullable Delivered delivered;
  private PackCode.@Nullable Admission admission;
  private PackCode.@Nullable Objection objection;
  private PackCode.@Nullable Finish finish;
  private PackCode.RowCheck rowCheck = (resource, row) -> List.of();
  private PackCode.@Nullable Finder finder;
  private PackCode.@Nullable Mapped mapped;

  private Code(Pack pack, PackCode said) {
    this.pack = pack;
    this.said = said;
  }

  /** Who has said it. */
  PackCode said() {
    return said;
  }

  /**
   * Loads the class that the pack names and lets it say what it does.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be loaded, or an operation that
   *     code does has none
   */
  static Code of(Pack pack, ClassLoader loader) {
    if (pack.code().isEmpty()) {
      return of(pack, setup -> {});
    }
    try {
      Class<?> type = Class.forName(pack.code().get(), true, loader);
      return of(pack, (PackCode) type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw problem(pack, "Its class %s cannot be used: %s".formatted(pack.code().get(), e))
          .causedBy(e)
          .asException();
    }
  }

  /**
   * Lets a pack's code say what it does.
   *
   * @throws dev.dragoncode.problem.ProblemException if an operation that code does has none
   */
  static Code of(Pack pack, PackCode said) {
    Code code = new Code(pack, said);
    said.setUp(code);
    List<String> missing = new ArrayList<>();
    for (Pack.Operation operation : pack.operations().values()) {
      if (operation.verb() == Pack.Verb.CODE && !code.actions.containsKey(operation.id())) {
        missing.add(operation.id());
      }
    }
    if (!missing.isEmpty()) {
      throw problem(pack, "Nothing does " + String.join(", ", missing) + ".").asException();
    }
    return code;
  }

  private static Problem problem(Pack pack, String reason) {
    return Problem.of(
        "The fake API “" + pack.name() + "” cannot start",
        reason,
        Remedy.of("Give it a verb (does: create, …) or code; app/docs/fakes.md says how."));
  }

  @Override
  public Setup operation(String id, PackCode.Action action) {
    if (!pack.operations().containsKey(id)) {
      throw problem(pack, "Its code does “%s”, which its YAML does not name.".formatted(id))
          .asException();
    }
    actions.put(id, action);
    return this;
  }

  @Override
  public Setup beforeCreate(String resource, PackCode.Before before) {
    beforeCreate.put(known(resource), before);
    return this;
  }

  @Override
  public Setup beforeUpdate(String resource, PackCode.Before before) {
    beforeUpdate.put(known(resource), before);
    return this;
  }

  @Override
  public Setup afterCreate(String resource, PackCode.After after) {
    afterCreate.put(known(resource), after);
    return this;
  }

  @Override
  public Setup afterUpdate(String resource, PackCode.After after) {
    afterUpdate.put(known(resource), after);
    return this;
  }

  @Override
  public Setup afterDelete(String resource, PackCode.After after) {
    afterDelete.put(known(resource), after);
    return this;
  }

  @Override
  public Setup view(String resource, PackCode.View view) {
    views.put(known(resource), view);
    return this;
  }

  @Override
  public Setup filter(String resource, String name, PackCode.Filter filter) {
    filters.put(known(resource) + "." + name, filter);
    return this;
  }

  @Override
  public Setup later(String task, PackCode.Later later) {
    laters.put(task, later);
    return this;
  }

  @Override
  public Setup telling(PackCode.Telling other) {
    telling = other;
    return this;
  }

  @Override
  public Setup signer(PackCode.Signer other) {
    signer = other;
    return this;
  }

  @Override
  public Setup retrying(PackCode.Retrying other) {
    retrying = other;
    return this;
  }

  @Override
  public Setup delivered(PackCode.Delivered other) {
    delivered = other;
    return this;
  }

  @Override
  public Setup admission(PackCode.Admission other) {
    admission = other;
    return this;
  }

  @Override
  public Setup objection(PackCode.Objection other) {
    objection = other;
    return this;
  }

  @Override
  public Setup finish(PackCode.Finish other) {
    finish = other;
    return this;
  }

  @Override
  public Setup rowCheck(PackCode.RowCheck check) {
    rowCheck = check;
    return this;
  }

  @Override
  public Setup finder(PackCode.Finder other) {
    finder = other;
    return this;
  }

  @Override
  public Setup mapped(PackCode.Mapped other) {
    mapped = other;
    return this;
  }

  @Override
  public Setup pager(String operation, PackCode.Pager pager) {
    pagers.put(operation, pager);
    return this;
  }

  private String known(String resource) {
    if (!pack.resources().containsKey(resource)) {
      throw problem(
              pack, "Its code names the resource “%s”, its YAML does not.".formatted(resource))
          .asException();
    }
    return resource;
  }

  Optional<PackCode.Action> action(String operation) {
    return Optional.ofNullable(actions.get(operation));
  }

  Optional<PackCode.Before> before(Pack.Verb verb, String resource) {
    return Optional.ofNullable(
        (verb == Pack.Verb.CREATE ? beforeCreate : beforeUpdate).get(resource));
  }

  Optional<PackCode.After> after(Pack.Verb verb, String resource) {
    Map<String, PackCode.After> hooks =
        switch (verb) {
          case CREATE -> afterCreate;
          case DELETE -> afterDelete;
          default -> afterUpdate;
        };
    return Optional.ofNullable(hooks.get(resource));
  }

  Optional<PackCode.View> view(String resource) {
    return Optional.ofNullable(views.get(resource));
  }

  Optional<PackCode.Filter> filter(String resource, String name) {
    return Optional.ofNullable(filters.get(resource + "." + name));
  }

  Optional<PackCode.Later> later(String task) {
    return Optional.ofNullable(laters.get(task));
  }

  Optional<PackCode.Pager> pager(String operation) {
    return Optional.ofNullable(pagers.getOrDefault(operation, pagers.get("*")));
  }

  Optional<PackCode.Telling> telling() {
    return Optional.ofNullable(telling);
  }

  Optional<PackCode.Signer> signer() {
    return Optional.ofNullable(signer);
  }

  Optional<PackCode.Retrying> retrying() {
    return Optional.ofNullable(retrying);
  }

  Optional<PackCode.Delivered> delivered() {
    return Optional.ofNullable(delivered);
  }

  Optional<PackCode.Admission> admission() {
    return Optional.ofNullable(admission);
  }

  Optional<PackCode.Objection> objection() {
    return Optional.ofNullable(objection);
  }

  PackCode.RowCheck rowCheck() {
    return rowCheck;
  }

  Optional<PackCode.Finish> finish() {
    return Optional.ofNullable(finish);
  }

  Optional<PackCode.Finder> finder() {
    return Optional.ofNullable(finder);
  }

  Optional<PackCode.Mapped> mapped() {
    return Optional.ofNullable(mapped);
  }
}
