package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.fakes.FakeState;
import dev.dragoncode.service.fakes.FakeState.Place;
import dev.dragoncode.service.fakes.FakeState.Row;
import dev.dragoncode.service.fakes.FakeState.Rows;
import dev.dragoncode.service.fakes.FakeState.Table;
import dev.dragoncode.service.fakes.FakeState.Tables;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the state browser shows and does. FX thread; what waits is done elsewhere. */
final class StateViewModel {

  /** No quicker than this while requests pour in. */
  private static final long AGAIN_NANOS = 1_000_000_000L;

  private final FakeState state;
  private final Calls calls;
  private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
  private final ReadOnlyObjectWrapper<RowEdit> edit = new ReadOnlyObjectWrapper<>(RowEdit.NONE);
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Runnable>> undo =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty draft = new SimpleStringProperty("");
  private final StringProperty notice = new SimpleStringProperty("");
  private Place place = new Place("", Place.USUAL);
  private String table = "";
  private String wantedRow = "";
  private int skip;
  private long readAt;
  private int asked;

  /**
   * What was read.
   *
   * @param tables empty while they are read for the first time
   * @param rows empty while they are, or where no table is chosen
   */
  record Shown(Place place, Optional<Tables> tables, String table, Optional<Rows> rows) {
    static final Shown NOTHING =
        new Shown(new Place("", Place.USUAL), Optional.empty(), "", Optional.empty());
  }

  StateViewModel(FakeState state, UiDispatcher dispatcher, Executor background) {
    this.state = state;
    this.calls = new Calls(dispatcher, background);
    filter.addListener((property, before, now) -> {
      skip = 0;
      read();
    });
  }

  ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<RowEdit> editProperty() {
    return edit.getReadOnlyProperty();
  }

  /** Why the last change was refused, or nothing could be read. */
  ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What brings back the row that was deleted, or the draft that was set aside, last. */
  ReadOnlyObjectProperty<Optional<Runnable>> undoProperty() {
    return undo.getReadOnlyProperty();
  }

  StringProperty filterProperty() {
    return filter;
  }

  /** The row's JSON as it is being written. */
  StringProperty draftProperty() {
    return draft;
  }

  /** What was done last, in a sentence. */
  StringProperty noticeProperty() {
    return notice;
  }

  /** Whether the draft differs from what is kept. */
  boolean dirty() {
    return switch (edit.get()) {
      case RowEdit.Nothing _ -> false;
      case RowEdit.Old(Row row) -> !draft.get().equals(row.json());
      case RowEdit.Fresh _ -> true;
    };
  }

  /** Turns to a fake; nothing happens where it is shown already. */
  void open(String fake) {
    if (!fake.isEmpty() && !place.fake().equals(fake)) {
      turn(new Place(fake, Place.USUAL), "", "");
    }
  }

  /** Turns to a row. */
  void open(Place other, String otherTable, String key) {
    turn(other, otherTable, key);
  }

  void chooseNamespace(String namespace) {
    if (!place.namespace().equals(namespace)) {
      turn(new Place(place.fake(), namespace), table, "");
    }
  }

  void choose(Table other) {
    if (!table.equals(other.name())) {
      turn(place, other.name(), "");
    }
  }

  private void turn(Place other, String otherTable, String key) {
    boolean elsewhere = !other.equals(place);
    place = other;
    table = otherTable;
    wantedRow = key;
    skip = 0;
    notice.set("");
    undo.set(Optional.empty());
    setAside();
    show(RowEdit.NONE);
    problem.set(Optional.empty());
    shown.set(
        new Shown(
            place, elsewhere ? Optional.empty() : shown.get().tables(), table, Optional.empty()));
    // a row may be on a later page, and its key finds it there
    if (filter.get().equals(key)) {
      read();
    } else {
      filter.set(key);
    }
  }

  /** Turns pages: towards the older rows or back. */
  void page(int pages) {
    skip = Math.max(0, skip + pages * FakeState.PAGE);
    read();
  }

  /** Reads again while somebody looks, though not all the time. */
  void freshen() {
    if (!place.fake().isEmpty() && System.nanoTime() - readAt > AGAIN_NANOS) {
      read();
    }
  }

  private void read() {
    if (place.fake().isEmpty()) {
      return;
    }
    readAt = System.nanoTime();
    Place from = place;
    String wanted = table;
    String text = filter.get();
    int first = skip;
    int number = ++asked;
    calls.run(
        () -> {
          Tables tables = state.tables(from);
          String chosen = wanted.isEmpty() ? usual(tables) : wanted;
          Optional<Rows> rows =
              chosen.isEmpty()
                  ? Optional.empty()
                  : Optional.of(state.rows(from, chosen, text, first));
          return new Shown(from, Optional.of(tables), chosen, rows);
        },
        now -> {
          // an answer that came after another question was put is no answer to that one
          if (number == asked) {
            show(now);
          }
        },
        this::failed);
  }

  /** The first table that has rows. */
  private static String usual(Tables tables) {
    List<Table> all = tables.tables();
    return all.stream()
        .filter(one -> one.rows() > 0)
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(Table::name)
        .orElse("");
  }

  private void show(Shown now) {
    table = now.table();
    shown.set(now);
    List<Row> rows = now.rows().map(Rows::rows).orElse(List.of());
    if (!wantedRow.isEmpty()) {
      String key = wantedRow;
      wantedRow = "";
      // whoever has begun to write meanwhile wants that
      rows.stream()
          .filter(row -> row.key().equals(key) && !dirty())
          .findFirst()
          .ifPresent(this::select);
    } else if (edit.get() instanceof RowEdit.Old(Row old) && !dirty()) {
      // what a request has changed meanwhile is shown, unless somebody is writing
      rows.stream().filter(row -> row.key().equals(old.key())).findFirst().ifPresent(this::select);
    }
  }

  void select(Row row) {
    if (!edit.get().equals(new RowEdit.Old(row))) {
      setAside();
      show(new RowEdit.Old(row));
      problem.set(Optional.empty());
    }
  }

  /** Keeps what somebody has written and not saved, in case that was no more than a wrong click. */
  private void setAside() {
    if (!dirty()) {
      return;
    }
    RowEdit left = edit.get();
    String written = draft.get();
    Place in = place;
    String from = table;
    notice.set(
        text(
            "fakes.state.aside",
            left instanceof RowEdit.Old(Row row) ? row.key() : text("fakes.state.fresh")));
    undo.set(
        Optional.of(() -> {
          place = in;
          table = from;
          notice.set("");
          undo.set(Optional.empty());
          edit.set(left);
          draft.set(written);
          read();
        }));
  }

  private void show(RowEdit other) {
    edit.set(other);
    draft.set(
        switch (other) {
          case RowEdit.Nothing _ -> "";
          case RowEdit.Old(Row row) -> row.json();
          case RowEdit.Fresh(String template) -> template;
        });
  }

  /** Begins a row of the chosen table. */
  void begin() {
    Place in = place;
    String into = table;
    notice.set("");
    calls.run(
        () -> state.fresh(in, into),
        template -> {
          setAside();
          show(new RowEdit.Fresh(template));
        },
        this::failed);
  }

  void revert() {
    problem.set(Optional.empty());
    show(edit.get() instanceof RowEdit.Fresh ? RowEdit.NONE : edit.get());
  }

  void save() {
    if (edit.get() instanceof RowEdit.Nothing) {
      return;
    }
    Place in = place;
    String into = table;
    String json = draft.get();
    Optional<String> key =
        edit.get() instanceof RowEdit.Old(Row row) ? Optional.of(row.key()) : Optional.empty();
    calls.run(
        () -> state.save(in, into, key, json),
        saved -> {
          if (edit.get() instanceof RowEdit.Old(Row row)) {
            // so that the draft counts as kept, until the next look shows how
            edit.set(new RowEdit.Old(new Row(row.key(), row.gist(), json)));
          } else {
            edit.set(RowEdit.NONE);
            wantedRow = saved;
            skip = 0;
          }
          done(text(key.isPresent() ? "fakes.state.saved" : "fakes.state.added", saved));
        },
        this::failed);
  }

  void delete() {
    if (!(edit.get() instanceof RowEdit.Old(Row row))) {
      return;
    }
    Place in = place;
    String from = table;
    calls.run(
        () -> {
          state.delete(in, from, row.key());
          return row;
        },
        gone -> {
          show(RowEdit.NONE);
          done(text("fakes.state.deleted", gone.key()));
          undo.set(Optional.of(() -> bringBack(in, from, gone)));
        },
        this::failed);
  }

  private void bringBack(Place in, String into, Row row) {
    calls.run(
        () -> state.save(in, into, Optional.of(row.key()), row.json()),
        back -> {
          wantedRow = back;
          done(text("fakes.state.back", back));
        },
        this::failed);
  }

  /** Makes the rows of a file; what is wrong with it is told to the asker. */
  void seed(Path file, Runnable then, Consumer<Problem> refused) {
    Place in = place;
    calls.run(
        () -> state.seed(in, file),
        made -> {
          int rows = made.values().stream().mapToInt(Integer::intValue).sum();
          table = made.keySet().stream().findFirst().orElse(table);
          done(text("fakes.state.seeded", rows));
          then.run();
        },
        refused);
  }

  /** Forgets what is kept at the place that is shown. */
  void reset() {
    Place in = place;
    calls.run(
        () -> {
          state.reset(in);
          return in;
        },
        again -> {
          show(RowEdit.NONE);
          done(text("fakes.state.wasReset"));
        },
        this::failed);
  }

  /** How many rows would be lost by that. */
  int rows() {
    return shown.get().tables().map(Tables::tables).orElse(List.of()).stream()
        .mapToInt(Table::rows)
        .sum();
  }

  private void done(String what) {
    notice.set(what);
    undo.set(Optional.empty());
    problem.set(Optional.empty());
    read();
  }

  private void failed(Problem met) {
    problem.set(Optional.of(met));
  }
}
