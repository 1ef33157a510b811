package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRequest.Named;
import dev.dragoncode.run.TestSuite;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Suites with their tests as a tree, the failed ones first; it keeps its place as tests come. */
final class CaseTree extends TreeView<CaseTree.Entry> {

  /** Of fewer tests every suite is open from the start. */
  private static final int OPENED = 60;

  private final Map<String, Boolean> opened = new HashMap<>();
  private TestReport report = TestReport.empty();
  private boolean failedOnly;
  private boolean filling;

  /** A line of the tree. */
  sealed interface Entry {

    String key();

    record Suite(TestSuite suite) implements Entry {
      @Override
      public String key() {
        return suite.name();
      }
    }

    record Case(String suite, TestCase test) implements Entry {
      @Override
      public String key() {
        return CaseTree.key(suite, test.name());
      }

      Named named() {
        return new Named(suite, test.name());
      }
    }
  }

  /**
   * @param chosen told which line was chosen; empty for none
   */
  CaseTree(Consumer<Optional<Entry>> chosen) {
    setShowRoot(false);
    setRoot(new TreeItem<>());
    setFixedCellSize(28);
    setId("cases");
    setAccessibleText(text("tests.title"));
    getStyleClass().add("case-tree");
    setCellFactory(view -> new Row());
    getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (!filling) {
            chosen.accept(Optional.ofNullable(now).map(TreeItem::getValue));
          }
        });
  }

  void show(TestReport now) {
    report = now;
    fill();
  }

  /** Shows the failed ones alone, or all. */
  void filter(boolean failed) {
    failedOnly = failed;
    fill();
  }

  /** Shows one of the tests. */
  void select(Named test) {
    String key = key(test.suite(), test.name());
    for (TreeItem<Entry> suite : getRoot().getChildren()) {
      for (TreeItem<Entry> leaf : suite.getChildren()) {
        if (leaf.getValue().key().equals(key)) {
          suite.setExpanded(true);
          getSelectionModel().select(leaf);
          scrollTo(getRow(leaf));
          return;
        }
      }
    }
  }

  private static String key(String suite, String name) {
    return suite + "\n" + name;
  }

  private void fill() {
    TreeItem<Entry> selected = getSelectionModel().getSelectedItem();
    String key = selected == null ? "" : selected.getValue().key();
    List<TreeItem<Entry>> items = new ArrayList<>();
    TreeItem<Entry> again = null;
    TreeItem<Entry> firstFailed = null;
    boolean all = report.total() <= OPENED;
    for (TestSuite suite : sorted(report.suites())) {
      List<TestCase> cases = cases(suite);
      if (cases.isEmpty()) {
        continue;
      }
      boolean failed = suite.count(Result.FAILED) > 0;
      TreeItem<Entry> item = new TreeItem<>(new Entry.Suite(suite));
      item.setExpanded(opened.getOrDefault(suite.name(), all || failed));
      item.expandedProperty().addListener((property, before, now) -> opened.put(suite.name(), now));
      for (TestCase test : cases) {
        TreeItem<Entry> leaf = new TreeItem<>(new Entry.Case(suite.name(), test));
        item.getChildren().add(leaf);
        again = leaf.getValue().key().equals(key) ? leaf : again;
        firstFailed = firstFailed == null && test.result() == Result.FAILED ? leaf : firstFailed;
      }
      again = suite.name().equals(key) ? item : again;
      items.add(item);
    }
    filling = again != null;
    getRoot().getChildren().setAll(items);
    if (again != null) {
      getSelectionModel().select(again);
      filling = false;
    } else if (firstFailed != null) {
      getSelectionModel().select(firstFailed);
    }
  }

  private List<TestCase> cases(TestSuite suite) {
    return suite.cases().stream()
        .filter(each -> !failedOnly || each.result() == Result.FAILED)
        .sorted(Comparator.comparing(each -> each.result() != Result.FAILED))
        .toList();
  }

  private static List<TestSuite> sorted(List<TestSuite> suites) {
    return suites.stream()
        .sorted(Comparator.comparing((TestSuite each) -> each.count(Result.FAILED) == 0))
        .toList();
  }

  static String took(Duration took) {
    if (took.isZero()) {
      return "";
    }
    long millis = took.toMillis();
    return millis < 1000
        ? Math.max(1, millis) + " ms"
        : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  private static final class Row extends TreeCell<Entry> {

    private final FontIcon icon = Nodes.icon("fth-check");
    private final Label word = Nodes.label("", "word");
    private final Label name = Nodes.label("", "case-name");
    private final Label time = Nodes.label("", "faint", "mono-small");
    private final HBox row = Nodes.row(8, icon, word, name, time);

    Row() {
      word.setMinWidth(52);
      HBox.setHgrow(name, Priority.ALWAYS);
      name.setMaxWidth(Double.MAX_VALUE);
      time.setMinWidth(USE_PREF_SIZE);
      row.setMinWidth(0);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      switch (entry) {
        case Entry.Suite(TestSuite suite) -> {
          int failed = suite.count(Result.FAILED);
          boolean skipped = suite.count(Result.SKIPPED) == suite.cases().size();
          look(
              failed > 0 ? Result.FAILED : skipped ? Result.SKIPPED : Result.PASSED,
              failed > 0
                  ? text("tests.of", failed, suite.cases().size())
                  : Integer.toString(suite.cases().size()));
          name.setText(suite.name());
          name.getStyleClass().setAll("label", "strong");
          time.setText(took(suite.took()));
        }
        case Entry.Case(String _, TestCase test) -> {
          look(test.result(), word(test.result()));
          if (test.flaky()) {
            word.setText(text("tests.flaky"));
            Tone.WARN.on(icon);
            Tone.WARN.on(word);
          }
          name.setText(test.name());
          name.getStyleClass().setAll("label", "case-name");
          time.setText(took(test.took()));
        }
      }
      setGraphic(row);
    }

    private static String word(Result result) {
      return text("tests.result." + result.name());
    }

    private void look(Result result, String said) {
      word.setText(said);
      Tone tone =
          switch (result) {
            case PASSED -> Tone.OK;
            case FAILED -> Tone.BAD;
            case SKIPPED -> Tone.IDLE;
          };
      icon.setIconLiteral(
          switch (result) {
            case PASSED -> "fth-check";
            case FAILED -> "fth-x";
            case SKIPPED -> "fth-minus";
          });
      tone.on(icon);
      tone.on(word);
    }
  }
}
