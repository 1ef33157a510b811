package dev.dragoncode.ui.control;

import dev.dragoncode.profile.FlameLayout;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.StackTree;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A profile as a flame graph: frames as wide as their share, below whom they were called by. A
 * click zooms in, Esc out; arrows go from frame to frame. One canvas, on which only what is in
 * sight is painted.
 */
public final class FlameGraph extends Region {

  /** No frame. */
  public static final int NONE = -1;

  /** A frame with the gap below it, as in the picture of the screen. */
  static final double ROW = 22;

  private static final double SCROLL_BAR = 12;

  private final Words words;
  private final Canvas canvas = new Canvas();
  private final ScrollBar bar = new ScrollBar();
  private final FlameColors colors = new FlameColors(this::repaint);
  private final FlamePainter painter = new FlamePainter(canvas.getGraphicsContext2D(), colors);
  private final BooleanProperty icicle = new SimpleBooleanProperty(true);
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(NONE);
  private final ReadOnlyIntegerWrapper zoomed = new ReadOnlyIntegerWrapper(0);
  private Optional<Profile> shown = Optional.empty();
  private Optional<FlameLayout> layout = Optional.empty();
  private boolean[] matching = {};
  private int deepest;
  private boolean stale;

  /** What a screen reader says of a frame. */
  @FunctionalInterface
  public interface Words {
    String of(Profile profile, int node);
  }

  public FlameGraph(Words words) {
    this.words = words;
    getStyleClass().add("flame-graph");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.NODE);
    bar.setOrientation(Orientation.VERTICAL);
    bar.setFocusTraversable(false);
    getChildren().addAll(colors, canvas, bar);
    bar.valueProperty().addListener(_ -> paint());
    icicle.addListener(_ -> paint());
    current.addListener(_ -> {
      tell();
      paint();
    });
    zoomed.addListener(_ -> {
      tell();
      requestLayout();
      paint();
    });
    setOnKeyPressed(this::key);
    canvas.setOnMouseMoved(event -> current.set(at(event).orElse(NONE)));
    canvas.setOnMouseExited(_ -> current.set(NONE));
    canvas.setOnMouseClicked(this::click);
    setOnScroll(event -> {
      if (bar.isVisible()) {
        double rows = (icicle.get() ? -1 : 1) * event.getDeltaY();
        bar.setValue(Math.clamp(bar.getValue() + rows, 0, bar.getMax()));
        event.consume();
      }
    });
  }

  /** Shows a profile, whole and without a search. */
  public void show(Profile profile) {
    shown = Optional.of(profile);
    layout = Optional.of(new FlameLayout(profile.tree()));
    matching = new boolean[0];
    deepest = profile.tree().deepest();
    current.set(NONE);
    zoomed.set(0);
    bar.setValue(0);
    tell();
    requestLayout();
    paint();
  }

  /** The frame under the pointer, or the one that the keyboard went to; {@link #NONE} for none. */
  public ReadOnlyIntegerProperty currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** The frame that is as wide as the graph; 0 for the root. */
  public ReadOnlyIntegerProperty zoomedProperty() {
    return zoomed.getReadOnlyProperty();
  }

  /** Whether the root is at the top; else it is at the bottom, and flames rise. */
  public BooleanProperty icicleProperty() {
    return icicle;
  }

  /** Makes a frame as wide as the graph. */
  public void zoom(int node) {
    zoomed.set(node);
  }

  /** Shows all again. */
  public void reset() {
    zoomed.set(0);
  }

  /**
   * Marks the frames that fit.
   *
   * @param wanted a regular expression, or just words; empty for no search
   * @return the share of what is shown that went through such frames, in percent
   */
  public double search(String wanted) {
    if (shown.isEmpty()) {
      return 0;
    }
    StackTree tree = shown.get().tree();
    matching = wanted.isBlank() ? new boolean[0] : FlameLayout.matching(tree, wanted);
    paint();
    long all = tree.total(zoomed.get());
    return matching.length == 0 || all == 0
        ? 0
        : FlameLayout.matched(tree, matching, zoomed.get()) * 100.0 / all;
  }

  @Override
  protected void layoutChildren() {
    double height = Math.floor(getHeight());
    double all = (deepest + 1) * ROW;
    boolean scrolls = all > height;
    double width = Math.max(0, Math.floor(getWidth()) - (scrolls ? SCROLL_BAR : 0));
    bar.setVisible(scrolls);
    bar.setMax(Math.max(0, all - height));
    bar.setVisibleAmount(all == 0 ? 0 : bar.getMax() * Math.min(1, height / all));
    bar.resizeRelocate(width, 0, SCROLL_BAR, height);
    if (!scrolls) {
      bar.setValue(0);
    }
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      stale = true;
    }
    if (stale) {
      stale = false;
      paint();
    }
  }

  /** Paints once with the next layout: all colours of a theme change one after the other. */
  private void repaint() {
    stale = true;
    requestLayout();
  }

  /** Paints what is in sight; how long that takes is a budget of the house. */
  void paint() {
    if (shown.isEmpty() || layout.isEmpty() || canvas.getWidth() <= 0) {
      return;
    }
    painter.paint(
        shown.get(),
        layout.get(),
        new FlamePainter.View(
            zoomed.get(), current.get(), matching, bar.getValue(), icicle.get(), isFocused()));
  }

  private Optional<Integer> at(MouseEvent event) {
    if (shown.isEmpty() || layout.isEmpty()) {
      return Optional.empty();
    }
    int level = FlamePainter.level(event.getY(), canvas.getHeight(), bar.getValue(), icicle.get());
    int[] found = {NONE};
    layout
        .get()
        .walk(
            zoomed.get(),
            canvas.getWidth(),
            FlamePainter.NARROWEST,
            level,
            level + 1,
            (node, _, x, width) -> {
              if (x <= event.getX() && event.getX() < x + width) {
                found[0] = node;
              }
            });
    return found[0] < 0 ? Optional.empty() : Optional.of(found[0]);
  }

  private void click(MouseEvent event) {
    requestFocus();
    if (event.getButton() == MouseButton.PRIMARY) {
      at(event).ifPresent(this::zoom);
    } else if (event.getButton() == MouseButton.SECONDARY) {
      reset();
    }
    current.set(at(event).orElse(NONE));
  }

  private void key(KeyEvent event) {
    if (shown.isEmpty()) {
      return;
    }
    StackTree tree = shown.get().tree();
    int from = current.get() < 0 ? zoomed.get() : current.get();
    switch (event.getCode()) {
      case DOWN -> go(icicle.get() ? heaviestBelow(tree, from) : tree.parent(from));
      case UP -> go(icicle.get() ? tree.parent(from) : heaviestBelow(tree, from));
      case LEFT -> go(beside(tree, from, -1));
      case RIGHT -> go(beside(tree, from, 1));
      case ENTER, SPACE -> zoom(from);
      case HOME -> reset();
      case ESCAPE -> {
        if (zoomed.get() == 0) {
          return;
        }
        int inside = zoomed.get();
        zoom(Math.max(0, tree.parent(inside)));
        current.set(inside);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void go(int node) {
    if (node == NONE || shown.isEmpty()) {
      return;
    }
    current.set(node);
    double top = shown.get().tree().depth(node) * ROW;
    if (top < bar.getValue()) {
      bar.setValue(top);
    } else if (top + ROW > bar.getValue() + canvas.getHeight()) {
      bar.setValue(Math.min(bar.getMax(), top + ROW - canvas.getHeight()));
    }
  }

  private static int heaviestBelow(StackTree tree, int node) {
    int heaviest = NONE;
    for (int child = node + 1; child < tree.end(node); child = tree.end(child)) {
      if (heaviest == NONE || tree.total(child) > tree.total(heaviest)) {
        heaviest = child;
      }
    }
    return heaviest;
  }

  /** The frame beside it that is wide enough to be seen; itself where there is none. */
  private int beside(StackTree tree, int node, int step) {
    int parent = tree.parent(node);
    if (parent < 0) {
      return node;
    }
    double scale = canvas.getWidth() / Math.max(1, tree.total(zoomed.get()));
    int before = node;
    boolean passed = false;
    for (int child = parent + 1; child < tree.end(parent); child = tree.end(child)) {
      boolean seen = tree.total(child) * scale >= FlamePainter.NARROWEST;
      if (child == node) {
        if (step < 0) {
          return before;
        }
        passed = true;
      } else if (seen && passed) {
        return child;
      } else if (seen) {
        before = child;
      }
    }
    return node;
  }

  /** Says to a screen reader what an eye sees first. */
  private void tell() {
    shown.ifPresent(profile ->
        setAccessibleText(words.of(profile, current.get() < 0 ? zoomed.get() : current.get())));
  }
}
