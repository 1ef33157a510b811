package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.DataControl;
import dev.dragoncode.ui.emulators.DataTabState.Choice;
import dev.dragoncode.ui.emulators.DataTabState.Content;
import dev.dragoncode.ui.emulators.DataTabState.Places;
import dev.dragoncode.ui.emulators.DataTabState.Skills;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Data tab shows and does. FX thread; all that waits is done elsewhere, and cancelled as
 * soon as something else is asked for.
 */
public final class DataTabViewModel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataTabViewModel.class);

  private final DataControl control;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final ReadOnlyObjectProperty<StackSnapshot> stack;
  private final ChangeListener<StackSnapshot> follower = (property, before, now) -> follow(now);
  private final ObjectProperty<PanelTab> tab = new SimpleObjectProperty<>(PanelTab.LOGS);
  private final ReadOnlyObjectWrapper<DataTabState> state =
      new ReadOnlyObjectWrapper<>(DataTabState.NOTHING);
  private final Map<Lane, FutureTask<Boolean>> running = new EnumMap<>(Lane.class);
  private Object run = "";
  private Page.@Nullable Row detailed;

  /** In each, a new piece of work ends the one before. */
  private enum Lane {
    PLACES,
    CONTENT,
    DETAIL,
    FILE
  }

  /** What is done away from the FX thread; the result changes what is shown. */
  private interface Work {
    UnaryOperator<DataTabState> of(DataBrowser browser) throws InterruptedException;
  }

  /**
   * @param background where calls wait; virtual threads, so that an interrupt ends them
   */
  public DataTabViewModel(
      DataControl control,
      ReadOnlyObjectProperty<StackSnapshot> stack,
      UiDispatcher dispatcher,
      Executor background) {
    this.control = control;
    this.stack = stack;
    this.dispatcher = dispatcher;
    this.background = background;
    stack.addListener(follower);
    tab.addListener((property, before, now) -> follow(stack.get()));
    follow(stack.get());
  }

  ReadOnlyObjectProperty<DataTabState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The tab of the lower panel that is shown. */
  public ObjectProperty<PanelTab> tabProperty() {
    return tab;
  }

  private DataTabState now() {
    return state.get();
  }

  private void follow(StackSnapshot snapshot) {
    List<Choice> choices =
        snapshot.emulators().stream()
            .map(e -> new Choice(e.id(), e.name(), control.nothing(e.id()).orElse("")))
            .toList();
    String id = now().emulator();
    boolean there = choices.stream().anyMatch(choice -> choice.id().equals(id));
    String chosen = there ? id : firstOf(choices, snapshot);
    adopt(choices, chosen, snapshot);
  }

  /** The first that runs, so that the tab opens with something in it. */
  private static String firstOf(List<Choice> choices, StackSnapshot snapshot) {
    return choices.stream()
        .filter(choice -> choice.nothing().isEmpty())
        .filter(choice -> ready(snapshot, choice.id()).isPresent())
        .findFirst()
        .or(() -> choices.stream().filter(choice -> choice.nothing().isEmpty()).findFirst())
        .or(() -> choices.stream().findFirst())
        .map(Choice::id)
        .orElse("");
  }

  private static Optional<EmulatorState.Ready> ready(StackSnapshot snapshot, String id) {
    return snapshot
        .emulator(id)
        .filter(e -> e.state() instanceof EmulatorState.Ready)
        .map(e -> (EmulatorState.Ready) e.state());
  }

  private void adopt(List<Choice> choices, String id, StackSnapshot snapshot) {
    Optional<EmulatorState.Ready> ready = ready(snapshot, id);
    Object nowRun = ready.<Object>map(r -> List.of(id, r.since())).orElse(id);
    DataTabState next = now().with(choices, id, ready.isPresent());
    if (!nowRun.equals(run)) {
      run = nowRun;
      cancelAll();
      next = next.afresh();
    }
    if (!next.equals(now())) {
      state.set(next);
    }
    boolean shows = next.chosen().filter(choice -> choice.nothing().isEmpty()).isPresent();
    if (tab.get() == PanelTab.DATA
        && shows
        && next.running()
        && next.places() instanceof Places.Unknown) {
      list();
    }
  }

  void choose(String emulator) {
    if (!emulator.equals(now().emulator())) {
      adopt(now().emulators(), emulator, stack.get());
    }
  }

  /** Reads the places and the rows again. */
  void refresh() {
    list();
    now().place().ifPresent(place -> open(place, now().words()));
  }

  private void list() {
    String emulator = now().emulator();
    state.set(now().with(new Places.Loading()));
    run(
        Lane.PLACES,
        browser -> {
          List<Place> places = browser.places();
          Skills skills = new Skills(browser.abilities(), browser.remark(), browser.findPrompt());
          boolean changes = control.changesAllowed(emulator);
          return s -> s.with(new Places.Known(places)).able(skills, changes);
        },
        problem -> s -> s.with(new Places.Failed(problem)));
  }

  /** Shows the first rows of a place, those that the words find. */
  void open(Place place, String words) {
    state.set(now().at(place, words));
    load(List.of(), Optional.empty(), "");
  }

  /** Looks at a place by its name, whether it was listed or not. */
  void open(String name, Place.Kind kind) {
    open(new Place(name, name, "", kind, OptionalLong.empty(), false), "");
  }

  /** Asks in the product's own language. */
  void ask(String query) {
    if (now().running() && !query.isBlank()) {
      load(List.of(), Optional.empty(), query);
    }
  }

  void nextPage() {
    if (now().content() instanceof Content.Rows(Page page, String query, var before)
        && page.next().isPresent()) {
      List<Optional<String>> longer = new ArrayList<>(before);
      longer.add(page.next());
      load(longer, page.next(), query);
    }
  }

  void previousPage() {
    if (now().content() instanceof Content.Rows(var _, String query, var before)
        && !before.isEmpty()) {
      List<Optional<String>> shorter = before.subList(0, before.size() - 1);
      load(shorter, shorter.isEmpty() ? Optional.empty() : shorter.getLast(), query);
    }
  }

  private void load(List<Optional<String>> before, Optional<String> from, String query) {
    DataTabState asked = now();
    state.set(asked.with(new Content.Loading()));
    run(
        Lane.CONTENT,
        browser -> {
          Content content =
              query.isEmpty()
                  ? new Content.Rows(
                      browser.page(asked.place().orElseThrow(), asked.words(), from),
                      "",
                      List.copyOf(before))
                  : Content.of(browser.ask(query, from), query, before);
          return s -> s.with(content);
        },
        problem -> s -> s.with(new Content.Failed(problem)));
  }

  /** Shows a row in full. */
  void showDetail(Page.Row row) {
    if (!(now().content() instanceof Content.Rows(Page page, String query, var _))) {
      return;
    }
    if (!query.isEmpty() || now().place().isEmpty()) {
      Detail detail = Detail.of(text("data.row"), page.columns(), row);
      state.set(now().with(Optional.of(detail)));
      return;
    }
    Place place = now().place().get();
    detailed = row;
    run(
        Lane.DETAIL,
        browser -> {
          Detail detail = browser.detail(place, page, row);
          return s -> s.with(Optional.of(detail));
        },
        problem -> s -> s.with(new Content.Failed(problem)));
  }

  void closeDetail() {
    state.set(now().with(Optional.empty()));
  }

  /** Lets changes be made, or no longer; what can be done is read again. */
  void allowChanges(boolean allowed) {
    control.allowChanges(now().emulator(), allowed);
    state.set(now().able(now().skills(), allowed));
  }

  /** Puts a message into the chosen place. */
  void publish(String body) {
    now().place().ifPresent(place -> change(new Change.Publish(place, body)));
  }

  /** Deletes the row that is shown in full. */
  void deleteDetailed() {
    delete(Objects.requireNonNull(detailed));
  }

  void delete(Page.Row row) {
    now().place().ifPresent(place -> change(new Change.Delete(place, row)));
  }

  /** Deletes all rows of the chosen place. */
  void clear() {
    now().place().ifPresent(place -> change(new Change.Clear(place)));
  }

  /** Puts a file into the chosen place. */
  void upload(Path file) {
    now().place().ifPresent(place -> change(new Change.Upload(place, file)));
  }

  /** Writes one of the files of the row that is shown in full. */
  void save(Detail.Attached file, Path to) {
    Place place = now().place().orElseThrow();
    Page.Row row = Objects.requireNonNull(detailed);
    run(
        Lane.FILE,
        browser -> {
          browser.save(place, row, file.id(), to);
          return s -> s.saying(text("data.saved", to));
        },
        problem -> s -> s.saying(problem.title() + ": " + problem.reason()));
  }

  private void change(Change change) {
    Place place = now().place().orElseThrow();
    String words = now().words();
    run(
        Lane.CONTENT,
        browser -> {
          browser.change(change);
          List<Place> places = browser.places();
          dispatcher.run(() -> {
            state.set(now().with(new Places.Known(places)));
            open(place, words);
          });
          return s -> s;
        },
        problem -> s -> s.with(new Content.Failed(problem)));
  }

  boolean canPublish() {
    return now().can(Ability.PUBLISH) && now().place().isPresent();
  }

  /** Ends the call that is waited for. */
  void cancel() {
    cancel(Lane.CONTENT);
    if (now().loading()) {
      state.set(now().with(new Content.Nothing()));
    }
  }

  private void cancelAll() {
    for (Lane lane : Lane.values()) {
      cancel(lane);
    }
  }

  private void cancel(Lane lane) {
    FutureTask<Boolean> before = running.remove(lane);
    if (before != null) {
      before.cancel(true);
    }
  }

  private void run(Lane lane, Work work, Function<Problem, UnaryOperator<DataTabState>> failed) {
    cancel(lane);
    String emulator = now().emulator();
    AtomicReference<@Nullable UnaryOperator<DataTabState>> result = new AtomicReference<>();
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          result.set(outcome(emulator, work, failed));
          return true;
        });
    running.put(lane, task);
    background.execute(() -> {
      task.run();
      dispatcher.run(() -> {
        UnaryOperator<DataTabState> change = result.get();
        if (change != null && running.remove(lane, task)) {
          state.set(change.apply(now()));
        }
      });
    });
  }

  private UnaryOperator<DataTabState> outcome(
      String emulator, Work work, Function<Problem, UnaryOperator<DataTabState>> failed)
      throws InterruptedException {
    try {
      return work.of(control.browser(emulator));
    } catch (ProblemException e) {
      LOG.info("{}: {}", emulator, e.getMessage());
      return failed.apply(e.problem());
    } catch (RuntimeException e) {
      LOG.error("{} cannot be looked into", emulator, e);
      return failed.apply(unexpected(e));
    }
  }

  private static Problem unexpected(RuntimeException e) {
    return Problem.of(
            text("data.unexpected"), String.valueOf(e), Remedy.of(text("data.unexpected.remedy")))
        .causedBy(e);
  }

  @Override
  public void close() {
    stack.removeListener(follower);
    cancelAll();
  }
}
