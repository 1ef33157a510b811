package dev.dragoncode.ui.scaffold;

import dev.dragoncode.change.FileEdit;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.scaffold.Answers;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.scaffold.ProjectName;
import dev.dragoncode.scaffold.ResourceSpec;
import dev.dragoncode.scaffold.Scope;
import dev.dragoncode.scaffold.StackKind;
import dev.dragoncode.service.scaffold.NewProjects;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/** What a new project is to be, and what it would consist of. FX thread. */
public final class NewProjectViewModel {

  /** Files are shown with this name until there is one. */
  private static final ProjectName EXAMPLE = new ProjectName("shop-api");

  private final NewProjects projects;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final StringProperty name = new SimpleStringProperty("");
  private final ObjectProperty<Path> parent;
  private final ObjectProperty<StackKind> stack = new SimpleObjectProperty<>(StackKind.SPRING);
  private final StringProperty resource = new SimpleStringProperty(ResourceSpec.EXAMPLE.toString());
  private final StringProperty metric = new SimpleStringProperty("");
  private final StringProperty target = new SimpleStringProperty("");
  private final StringProperty supporting = new SimpleStringProperty("");
  private final IntegerProperty weeks = new SimpleIntegerProperty(Scope.DEFAULT_WEEKS);
  private final ObjectProperty<Set<String>> chosen;
  private final BooleanProperty git = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<Plan> plan = new ReadOnlyObjectWrapper<>(Plan.NONE);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  /** Counts what was asked for: an answer to an earlier question is not shown. */
  private int turn;

  /**
   * What would be made.
   *
   * @param files without the second copies that merges need
   * @param first the file by which a reviewer of the stack would begin; empty where there is none
   * @param problems why it cannot be made, by field
   */
  record Plan(List<FileEdit> files, String first, List<FieldProblem> problems) {
    static final Plan NONE = new Plan(List.of(), "", List.of());

    Optional<Problem> of(Field field) {
      return problems.stream()
          .filter(each -> each.field() == field)
          .map(FieldProblem::problem)
          .findFirst();
    }
  }

  record FieldProblem(Field field, Problem problem) {}

  /** Where a mistake can be. */
  enum Field {
    NAME,
    FOLDER,
    RESOURCE,
    SCOPE
  }

  /**
   * @param start the folder in which the project's own would be made, unless another is chosen
   */
  public NewProjectViewModel(
      NewProjects projects, Path start, UiDispatcher dispatcher, Executor background) {
    this.projects = projects;
    this.dispatcher = dispatcher;
    this.background = background;
    this.parent = new SimpleObjectProperty<>(start);
    Set<String> usual = new TreeSet<>();
    Capabilities.all().stream().filter(Capability::chosen).map(Capability::id).forEach(usual::add);
    this.chosen = new SimpleObjectProperty<>(Set.copyOf(usual));
    useUsualScope();
    for (ObservableValue<?> each :
        List.<ObservableValue<?>>of(
            name, parent, stack, resource, metric, target, supporting, weeks, chosen)) {
      each.addListener((property, before, now) -> refresh());
    }
    refresh();
  }

  private void useUsualScope() {
    Scope usual = Scope.usual(ResourceSpec.EXAMPLE, projects.today());
    metric.set(usual.metric());
    target.set(usual.target());
    supporting.set(String.join("; ", usual.supporting()));
  }

  StringProperty nameProperty() {
    return name;
  }

  ObjectProperty<Path> parentProperty() {
    return parent;
  }

  ObjectProperty<StackKind> stackProperty() {
    return stack;
  }

  StringProperty resourceProperty() {
    return resource;
  }

  StringProperty metricProperty() {
    return metric;
  }

  StringProperty targetProperty() {
    return target;
  }

  StringProperty supportingProperty() {
    return supporting;
  }

  IntegerProperty weeksProperty() {
    return weeks;
  }

  /** The ids of the capabilities that were chosen, with all that they imply. */
  ObjectProperty<Set<String>> chosenProperty() {
    return chosen;
  }

  BooleanProperty gitProperty() {
    return git;
  }

  ReadOnlyObjectProperty<Plan> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Whether files are being written. */
  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  LocalDate until(int after) {
    return projects.today().plusWeeks(after);
  }

  /** Takes a capability in with what it implies, or out with what does not work without it. */
  void toggle(String id) {
    Set<String> next = new TreeSet<>(chosen.get());
    if (next.contains(id)) {
      next.removeIf(other -> Capabilities.closed(List.of(other)).contains(id));
    } else {
      next.addAll(Capabilities.closed(List.of(id)));
    }
    chosen.set(Set.copyOf(next));
  }

  /** All capabilities, or none where there are all. */
  void toggleAll() {
    Set<String> all = new TreeSet<>();
    Capabilities.all().forEach(each -> all.add(each.id()));
    chosen.set(chosen.get().size() == all.size() ? Set.of() : Set.copyOf(all));
  }

  private void refresh() {
    int asked = ++turn;
    List<FieldProblem> problems = new ArrayList<>();
    Optional<Answers> answers = answers(Optional.of(EXAMPLE), problems);
    if (answers.isEmpty()) {
      plan.set(new Plan(plan.get().files(), plan.get().first(), problems));
      return;
    }
    Path folder = parent.get();
    background.execute(() -> {
      Plan made = plan(folder, answers.get(), problems);
      dispatcher.run(() -> {
        if (asked == turn) {
          plan.set(made);
        }
      });
    });
  }

  private Plan plan(Path folder, Answers answers, List<FieldProblem> problems) {
    List<FieldProblem> found = new ArrayList<>(problems);
    if (problems.isEmpty()) {
      try {
        projects.folder(folder, answers);
      } catch (ProblemException e) {
        found.add(new FieldProblem(Field.FOLDER, e.problem()));
      }
    }
    List<FileEdit> files =
        projects
            .preview(answers)
            .changes()
            .without(path -> path.startsWith(AnswersFile.BASES))
            .edits();
    String routes = answers.resource().routes(answers.stack());
    String first =
        files.stream().map(FileEdit::path).filter(p -> p.endsWith(routes)).findFirst().orElse("");
    return new Plan(files, first, found);
  }

  /**
   * @param instead the name to show files with as long as there is none that would do
   */
  private Optional<Answers> answers(Optional<ProjectName> instead, List<FieldProblem> problems) {
    Optional<ProjectName> named =
        parsed(Field.NAME, () -> new ProjectName(name.get()), problems).or(() -> instead);
    Optional<ResourceSpec> kept =
        parsed(Field.RESOURCE, () -> ResourceSpec.parse(resource.get()), problems);
    if (named.isEmpty() || kept.isEmpty()) {
      return Optional.empty();
    }
    LocalDate today = projects.today();
    List<String> others =
        Arrays.stream(supporting.get().split(";"))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    Scope usual = Scope.usual(kept.get(), today);
    return Optional.of(
        new Answers(
            named.get(),
            stack.get(),
            Answers.DEFAULT_GROUP,
            Answers.ownerOf(named.get()),
            kept.get(),
            new Scope(
                metric.get().isBlank() ? usual.metric() : metric.get().strip(),
                target.get().isBlank() ? usual.target() : target.get().strip(),
                others,
                today,
                until(weeks.get())),
            Capabilities.closed(chosen.get())));
  }

  private static <T> Optional<T> parsed(
      Field field, java.util.function.Supplier<T> parse, List<FieldProblem> problems) {
    try {
      return Optional.of(parse.get());
    } catch (ProblemException e) {
      problems.add(new FieldProblem(field, e.problem()));
      return Optional.empty();
    }
  }

  /** Makes the project, then gives its folder. */
  void create(Consumer<Path> made, Consumer<Problem> failed) {
    Optional<Answers> answers = answers(Optional.empty(), new ArrayList<>());
    if (answers.isEmpty() || busy.get()) {
      return;
    }
    busy.set(true);
    Path folder = parent.get();
    boolean repository = git.get();
    background.execute(() -> {
      try {
        Path at = projects.create(folder, answers.get(), repository);
        dispatcher.run(() -> {
          busy.set(false);
          made.accept(at);
        });
      } catch (ProblemException e) {
        dispatcher.run(() -> {
          busy.set(false);
          failed.accept(e.problem());
        });
      }
    });
  }
}
