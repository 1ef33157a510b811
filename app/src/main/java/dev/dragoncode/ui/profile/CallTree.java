package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.StackTree;
import dev.dragoncode.ui.control.Nodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A profile as a tree that opens: from the root down or, turned, from each method to its callers.
 */
final class CallTree extends VBox {

  /** Opened at once: as far as there is no choice to make. */
  private static final int OPENED = 60;

  /** Of a node's children more are in nobody's sight; the rest are below one percent of it. */
  private static final int MOST_CHILDREN = 500;

  private final ToggleButton turned = new ToggleButton(text("profile.inverted"));
  private final TreeView<Call> tree = new TreeView<>();

  CallTree() {
    super(8);
    turned.getStyleClass().add("pill");
    turned.setId("call-tree-inverted");
    tree.setId("call-tree");
    tree.getStyleClass().add("case-tree");
    tree.setFixedCellSize(24);
    tree.setShowRoot(false);
    tree.setCellFactory(_ -> new FrameCell());
    tree.setAccessibleText(text("profile.tab.TREE"));
    VBox.setVgrow(tree, Priority.ALWAYS);
    getChildren().addAll(Nodes.row(10, turned), tree);
  }

  void show(Profile profile) {
    fill(profile, turned.isSelected());
    turned.setOnAction(_ -> fill(profile, turned.isSelected()));
  }

  private void fill(Profile profile, boolean inverted) {
    Profile shown = inverted ? profile.with(profile.tree().inverted()) : profile;
    Item root = new Item(new Call(shown, 0));
    tree.setRoot(root);
    root.setExpanded(true);
    if (!inverted) {
      TreeItem<Call> down = root;
      for (int i = 0; i < OPENED && !down.getChildren().isEmpty(); i++) {
        down = down.getChildren().getFirst();
        down.setExpanded(true);
        if (down.getChildren().size() > 1) {
          break;
        }
      }
    }
  }

  /** A node with the profile that it is of: cells outlive a tree. */
  private record Call(Profile profile, int node) {

    StackTree tree() {
      return profile.tree();
    }
  }

  /** A node whose children are made when somebody asks for them. */
  private static final class Item extends TreeItem<Call> {
    private boolean made;

    Item(Call call) {
      super(call);
    }

    @Override
    public boolean isLeaf() {
      return getValue().node() + 1 >= getValue().tree().end(getValue().node());
    }

    @Override
    public javafx.collections.ObservableList<TreeItem<Call>> getChildren() {
      if (!made) {
        made = true;
        List<Integer> below = new ArrayList<>();
        StackTree tree = getValue().tree();
        int end = tree.end(getValue().node());
        for (int child = getValue().node() + 1; child < end; child = tree.end(child)) {
          below.add(child);
        }
        below.sort(Comparator.comparingLong((Integer child) -> tree.total(child)).reversed());
        super.getChildren()
            .setAll(
                below.stream()
                    .limit(MOST_CHILDREN)
                    .map(child -> new Item(new Call(getValue().profile(), child)))
                    .toList());
      }
      return super.getChildren();
    }
  }

  private static final class FrameCell extends TreeCell<Call> {
    private final Label share = Nodes.label("", "mono-small", "frame-share");
    private final Label name = Nodes.label("", "mono", "case-name");
    private final Label own = Nodes.label("", "faint", "small");
    private final HBox row = Nodes.row(10, share, name, own);

    FrameCell() {
      share.setMinWidth(58);
    }

    @Override
    protected void updateItem(@Nullable Call call, boolean empty) {
      super.updateItem(call, empty);
      if (empty || call == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      Profile profile = call.profile();
      StackTree all = call.tree();
      int node = call.node();
      share.setText(FrameLine.percent(profile.percent(all.total(node))));
      name.setText(all.frame(node).full());
      own.setText(
          all.self(node) == 0
              ? ""
              : text("profile.ownShare", FrameLine.percent(profile.percent(all.self(node)))));
      setAccessibleText(name.getText() + ", " + FrameLine.words(profile, node));
      setGraphic(row);
    }
  }
}
