package dev.dragoncode.ui.load;

import dev.dragoncode.load.LoadResult;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.load.LoadControl;
import dev.dragoncode.service.load.LoadControl.Known;
import dev.dragoncode.service.load.LoadSnapshot;
import dev.dragoncode.service.load.LoadSnapshot.State;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The load run of a project, for the window. FX thread. */
public final class LoadViewModel {

  private final LoadControl control;
  private final LoadHistory history;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final ReadOnlyObjectWrapper<LoadSnapshot> snapshot;
  private final ReadOnlyObjectWrapper<Known> known =
      new ReadOnlyObjectWrapper<>(new Known(List.of(), List.of()));
  private LoadForm form = LoadForm.usual();

  /**
   * @param history of the project's runs; asked in the background
   */
  public LoadViewModel(
      LoadControl control, LoadHistory history, UiDispatcher dispatcher, Executor background) {
    this.control = control;
    this.history = history;
    this.dispatcher = dispatcher;
    this.background = background;
    this.snapshot = new ReadOnlyObjectWrapper<>(control.loads().latest());
    Subscription _ = dispatcher.follow(control.loads(), snapshot::set);
  }

  ReadOnlyObjectProperty<LoadSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** What the project's files tell; empty until they are read. */
  ReadOnlyObjectProperty<Known> knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** What was typed last. */
  LoadForm form() {
    return form;
  }

  boolean goesOn() {
    State state = snapshot.get().state();
    return state instanceof State.Running || state instanceof State.Starting;
  }

  /** Reads the project's routes and promises anew. */
  void look() {
    background.execute(() -> {
      Known now = control.known();
      dispatcher.run(() -> known.set(now));
    });
  }

  /** Begins a run as it was typed. */
  void start(LoadForm typed) {
    form = typed;
    var plan = typed.plan(known.get().routes(), known.get().objectives());
    if (typed.startsService()) {
      control.startWithService(plan);
    } else {
      control.start(plan);
    }
  }

  void stop() {
    control.stop();
  }

  /** Looks for what stands beside a result, and hands it on. */
  void beside(LoadResult result, java.util.function.Consumer<RunsBeside> take) {
    background.execute(() -> {
      RunsBeside found = history.beside(result);
      dispatcher.run(() -> take.accept(found));
    });
  }

  /** Runs that concern a result. */
  public record RunsBeside(List<RunRecord> loads, List<RunRecord> profiles) {}

  /** Finds runs that concern a result; not on the FX thread. */
  @FunctionalInterface
  public interface LoadHistory {
    RunsBeside beside(LoadResult result);
  }
}
