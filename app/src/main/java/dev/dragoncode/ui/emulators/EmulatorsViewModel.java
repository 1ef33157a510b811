package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.ConnectionSettings;
import dev.dragoncode.service.EmulatorControl;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the emulators screen, and every card elsewhere, shows and does. FX thread. */
public final class EmulatorsViewModel implements AutoCloseable {

  /** Lines that may wait for the next pulse; beyond it the oldest are dropped unseen. */
  private static final int BUFFERED_LINES = 10_000;

  private static final List<String> WORST_FIRST =
      List.of(
          "failed",
          "engineunavailable",
          "unhealthy",
          "pulling",
          "starting",
          "waiting",
          "stopping",
          "stopped",
          "notstarted");

  private final EmulatorControl control;
  private final InstantSource clock;
  private final UiDispatcher dispatcher;
  private final ReadOnlyObjectWrapper<StackSnapshot> stack;
  private final ReadOnlyObjectWrapper<StackWork> work;
  private final ReadOnlyObjectWrapper<List<Problem>> planProblems;
  private final ObjectProperty<LogFilter> logFilter = new SimpleObjectProperty<>(LogFilter.ALL);
  private final StringProperty explained = new SimpleStringProperty("");
  private final StringProperty drilled = new SimpleStringProperty("");
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Deque<LogLine> buffer = new ArrayDeque<>();
  private final AtomicBoolean flushScheduled = new AtomicBoolean();
  private Consumer<EmulatorSnapshot> shell = emulator -> {};
  private Consumer<URI> pages = page -> {};
  private @Nullable Consumer<List<LogLine>> logConsumer;
  private @Nullable Instant startedAt;
  private @Nullable Duration startTook;

  public EmulatorsViewModel(EmulatorControl control, UiDispatcher dispatcher, InstantSource clock) {
    this.control = control;
    this.clock = clock;
    this.dispatcher = dispatcher;
    this.stack = new ReadOnlyObjectWrapper<>(control.stack().latest());
    this.work = new ReadOnlyObjectWrapper<>(control.work().latest());
    this.planProblems = new ReadOnlyObjectWrapper<>(control.planProblems().latest());
    subscriptions.add(dispatcher.follow(control.planProblems(), planProblems::set));
    subscriptions.add(dispatcher.follow(control.stack(), this::apply));
    subscriptions.add(dispatcher.follow(control.work(), work::set));
  }

  public ReadOnlyObjectProperty<StackSnapshot> stackProperty() {
    return stack.getReadOnlyProperty();
  }

  /** What of the project's wishes cannot be met, and what of its settings cannot be read. */
  public ReadOnlyObjectProperty<List<Problem>> planProblemsProperty() {
    return planProblems.getReadOnlyProperty();
  }

  /** What is done to the stack as a whole, and its snapshots. */
  ReadOnlyObjectProperty<StackWork> workProperty() {
    return work.getReadOnlyProperty();
  }

  /** Saves, restores or resets the stack; how it goes is seen in {@link #workProperty()}. */
  void carryOut(StackTask task) {
    control.carryOut(task);
  }

  InstantSource clock() {
    return clock;
  }

  /** Which lines of the logs are shown. */
  ObjectProperty<LogFilter> logFilterProperty() {
    return logFilter;
  }

  /** The emulator whose details are to be shown; empty for none. */
  public StringProperty explainedProperty() {
    return explained;
  }

  public List<EmulatorSnapshot> emulators() {
    return stack.get().emulators();
  }

  EmulatorCard card(String id) {
    return stack
        .get()
        .emulator(id)
        .map(emulator -> EmulatorCard.of(emulator, clock.instant()))
        .orElseThrow(() -> new IllegalArgumentException("No emulator " + id));
  }

  Optional<EmulatorSnapshot> emulator(String id) {
    return stack.get().emulator(id);
  }

  /** The screen's second line: how many are ready, and what the others wait for. */
  public String summary() {
    Optional<String> step = work.get().now().map(StackWork.UnderWay::step);
    if (step.isPresent()) {
      return step.get();
    }
    List<EmulatorSnapshot> all = emulators();
    long ready = all.stream().filter(e -> e.state().done()).count();
    long active = all.stream().filter(e -> e.state().active()).count();
    if (active == 0
        && all.stream().noneMatch(e -> EmulatorCard.of(e, clock.instant()).problem().isPresent())) {
      return text("emulators.noneRunning", all.size());
    }
    String took =
        startTook == null || ready < all.size()
            ? ""
            : text(
                "emulators.took",
                String.format(java.util.Locale.ROOT, "%.1f", startTook.toMillis() / 1000.0));
    return text("emulators.ready", ready, all.size()) + took + others(all);
  }

  /** What the others do, the worst first: a name where it is one, a number where it is more. */
  private static String others(List<EmulatorSnapshot> all) {
    Map<String, List<EmulatorSnapshot>> byWord =
        all.stream()
            .filter(e -> !e.state().done())
            .collect(Collectors.groupingBy(e -> e.state().word()));
    StringBuilder others = new StringBuilder();
    for (String word : WORST_FIRST) {
      List<EmulatorSnapshot> some = byWord.getOrDefault(word, List.of());
      if (some.size() == 1) {
        others.append(" · ").append(some.getFirst().name()).append(' ');
        others.append(text("emulators.phrase." + word));
      } else if (!some.isEmpty()) {
        others.append(" · ").append(text("emulators.phrases." + word, some.size()));
      }
    }
    return others.toString();
  }

  /** Whether nothing runs, so that starting is the next thing to do. */
  public boolean canStartAll() {
    return emulators().stream()
        .anyMatch(e -> !e.state().active() && !EmulatorCard.completed(e.state()));
  }

  public boolean anyActive() {
    return emulators().stream().anyMatch(e -> e.state().active());
  }

  /** The container engine's state in a few words. */
  public String engineText() {
    return switch (stack.get().docker()) {
      case EngineStatus.Available(String name, String version, String where) ->
          (name + " " + shortVersion(version) + " · " + where).replace("  ", " ");
      case EngineStatus.Unavailable _ -> text("engine.embeddedOnly");
      case EngineStatus.Unknown _ -> text("engine.unknown");
    };
  }

  private static String shortVersion(String version) {
    String[] parts = version.split("\\.");
    return parts.length >= 2 ? parts[0] + "." + parts[1] : version;
  }

  public void startAll() {
    startedAt = clock.instant();
    startTook = null;
    control.startAll();
  }

  public void stopAll() {
    control.stopAll();
  }

  public void start(String id) {
    control.start(id);
  }

  public void stop(String id) {
    control.stop(id);
  }

  public void restart(String id) {
    control.restart(id);
  }

  public void explain(String id) {
    explained.set("");
    explained.set(id);
  }

  /** The emulator for which a drill is to be chosen; empty for none. */
  public StringProperty drilledProperty() {
    return drilled;
  }

  void askDrill(String id) {
    drilled.set("");
    drilled.set(id);
  }

  void endDrill(String id) {
    control.carryOut(new StackTask.EndDrill(id));
  }

  /** What opens a terminal inside an emulator. */
  public void onShell(Consumer<EmulatorSnapshot> opens) {
    shell = opens;
  }

  void openShell(String id) {
    emulator(id).ifPresent(shell);
  }

  /** What shows a page in the browser. */
  public void onPage(Consumer<URI> shows) {
    pages = shows;
  }

  /** The emulator's own page. */
  Optional<URI> page(String id) {
    return emulator(id).flatMap(EmulatorSnapshot::page).map(URI::create);
  }

  void openPage(String id) {
    page(id).ifPresent(pages);
  }

  public void showLogsOf(String id) {
    logFilter.set(logFilter.get().withSources(Set.of(id)));
  }

  /** How the product's own command-line client is called for this emulator. */
  Optional<String> client(String id) {
    return emulator(id).flatMap(EmulatorSnapshot::client);
  }

  /** The connection settings of one emulator as a .env file. */
  public String dotenv(String id) {
    return ConnectionSettings.format(emulator(id).map(List::of).orElse(List.of()), Dialect.DOTENV);
  }

  /** The connection settings of all emulators. */
  public String settings(Dialect dialect) {
    return ConnectionSettings.format(emulators(), dialect);
  }

  /** Hands over the recent lines at once and later ones once per pulse. */
  public void followLogs(Consumer<List<LogLine>> consumer) {
    logConsumer = consumer;
    subscriptions.add(control.followLogs(this::buffer));
    consumer.accept(control.recentLogs());
  }

  private void buffer(LogLine line) {
    synchronized (buffer) {
      buffer.addLast(line);
      if (buffer.size() > BUFFERED_LINES) {
        buffer.removeFirst();
      }
    }
    if (flushScheduled.compareAndSet(false, true)) {
      dispatcher.run(this::flush);
    }
  }

  private void flush() {
    flushScheduled.set(false);
    List<LogLine> batch;
    synchronized (buffer) {
      batch = List.copyOf(buffer);
      buffer.clear();
    }
    if (logConsumer != null) {
      logConsumer.accept(batch);
    }
  }

  private void apply(StackSnapshot snapshot) {
    boolean allReady =
        !snapshot.emulators().isEmpty()
            && snapshot.emulators().stream().allMatch(e -> e.state().done());
    if (allReady && startedAt != null) {
      startTook = Duration.between(startedAt, clock.instant());
      startedAt = null;
    }
    stack.set(snapshot);
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
