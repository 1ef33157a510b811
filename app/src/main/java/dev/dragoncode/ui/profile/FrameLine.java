package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.StackTree;
import dev.dragoncode.profile.Unit;
import dev.dragoncode.service.profile.Sources;
import dev.dragoncode.ui.control.Nodes;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** The line below a flame graph: of one frame its name, its share, and where its code stands. */
final class FrameLine extends HBox {

  private final Consumer<Remedy.Action> act;
  private final Label name = Nodes.label("", "mono", "frame-name");
  private final Label words = Nodes.label("", "sub");
  private final Hyperlink link = new Hyperlink();

  FrameLine(Consumer<Remedy.Action> act) {
    super(14);
    this.act = act;
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("frame-line");
    link.setId("frame-source");
    link.setMinWidth(USE_PREF_SIZE);
    words.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(name, words, Nodes.spacer(), link);
  }

  /** Tells of a frame. */
  void show(Profile profile, Sources sources, int node) {
    StackTree tree = profile.tree();
    name.setText(tree.frame(node).full());
    words.setText(words(profile, node));
    Optional<Sources.Link> place = sources.nearest(profile, node);
    Nodes.show(link, place.isPresent());
    place.ifPresent(found -> {
      link.setText(found.shown());
      link.setOnAction(_ -> act.accept(found.open()));
    });
  }

  static String words(Profile profile, int node) {
    StackTree tree = profile.tree();
    StringBuilder words =
        new StringBuilder(
            text(
                "profile.frame",
                percent(profile.percent(tree.total(node))),
                profile.mode().shown(),
                tree.samples(node),
                percent(profile.percent(tree.self(node)))));
    if (profile.unit() != Unit.SAMPLES) {
      words.append(" · ").append(profile.unit().shown(tree.total(node)));
    }
    if (tree.compared()) {
      words
          .append(" · ")
          .append(text("profile.before", percent(profile.percent(tree.before(node)))));
    }
    return words.toString();
  }

  /** The same for a screen reader, with what it is a frame of. */
  static String spoken(Profile profile, int node) {
    return text(
        "flame.accessible",
        profile.summary(),
        profile.tree().frame(node).full(),
        words(profile, node));
  }

  static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
