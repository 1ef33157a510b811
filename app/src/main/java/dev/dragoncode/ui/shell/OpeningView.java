package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Skeleton;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The frame of a project that is being opened: painted before anything of the project is read. */
public final class OpeningView extends BorderPane {

  public OpeningView(String project, Optional<Image> mark) {
    getStyleClass().addAll("screen", "opening");
    HBox bar = Nodes.row(14);
    bar.getStyleClass().add("top-bar");
    mark.ifPresent(image -> bar.getChildren().add(picture(image)));
    bar.getChildren().add(Nodes.label(project, "project-name"));
    setTop(bar);
    Region rail = new Region();
    rail.getStyleClass().add("rail");
    setLeft(rail);
    HBox bottom = new HBox(Nodes.label(text("opening", project)));
    bottom.getStyleClass().add("bottom-bar");
    setBottom(bottom);
    VBox content =
        new VBox(
            new VBox(2, Nodes.label(text("overview.reading"), "h1"), Nodes.label(" ", "sub")),
            new Skeleton(1, 100),
            new Skeleton(4, 66));
    content.getStyleClass().add("screen-content");
    setCenter(content);
  }

  private static ImageView picture(Image image) {
    ImageView view = new ImageView(image);
    view.setFitWidth(22);
    view.setFitHeight(22);
    view.setSmooth(true);
    return view;
  }
}
