package dev.dragoncode.ui.gallery;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;
import javafx.util.Pair;

/**
 * A file or folder dragged from a file manager: JavaFX's headless platform has no drag and drop of
 * its own, so the events that it would send are sent here. FX thread.
 */
public final class Dragged {

  private final Dragboard board;

  @SuppressWarnings("unchecked") // a generic varargs parameter of JavaFX
  public Dragged(Path file) {
    TKClipboard content = Toolkit.getToolkit().createLocalClipboard();
    content.putContent(new Pair<>(DataFormat.FILES, List.of(file.toFile())));
    board = DragboardHelper.createDragboard(draggable(content));
  }

  /** A clipboard is a dragboard once it says that what it holds may be copied. */
  private static TKClipboard draggable(TKClipboard content) {
    return (TKClipboard)
        Proxy.newProxyInstance(
            TKClipboard.class.getClassLoader(),
            new Class<?>[] {TKClipboard.class},
            (proxy, method, arguments) ->
                method.getName().equals("getTransferModes")
                    ? Set.of(TransferMode.COPY)
                    : method.invoke(content, arguments));
  }

  /** Drags it over a node and lets it go there; whether it was taken. */
  public boolean onto(Node target) {
    DragEvent over = event(DragEvent.DRAG_OVER, target);
    Event.fireEvent(target, over);
    DragEvent dropped = event(DragEvent.DRAG_DROPPED, target);
    Event.fireEvent(target, dropped);
    return over.isAccepted() || dropped.isDropCompleted();
  }

  private DragEvent event(EventType<DragEvent> type, Node target) {
    Bounds bounds = target.localToScreen(target.getBoundsInLocal());
    return new DragEvent(
        null,
        target,
        type,
        board,
        bounds.getCenterX(),
        bounds.getCenterY(),
        bounds.getCenterX(),
        bounds.getCenterY(),
        TransferMode.COPY,
        null,
        target,
        new PickResult(target, bounds.getCenterX(), bounds.getCenterY()));
  }
}
