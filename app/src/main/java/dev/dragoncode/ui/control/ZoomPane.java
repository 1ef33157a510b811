package dev.dragoncode.ui.control;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Shows its content larger or smaller, laid out to fill the pane all the same. */
public final class ZoomPane extends Region {

  private final Region content;
  private final Scale scale = new Scale(1, 1);
  private final DoubleProperty zoom = new SimpleDoubleProperty(1);

  public ZoomPane(Region content) {
    this.content = content;
    content.getTransforms().add(scale);
    scale.xProperty().bind(zoom);
    scale.yProperty().bind(zoom);
    zoom.addListener((property, before, now) -> requestLayout());
    getChildren().setAll(content);
  }

  /** 1 is normal. */
  public DoubleProperty zoomProperty() {
    return zoom;
  }

  @Override
  protected void layoutChildren() {
    content.resizeRelocate(0, 0, getWidth() / zoom.get(), getHeight() / zoom.get());
  }
}
