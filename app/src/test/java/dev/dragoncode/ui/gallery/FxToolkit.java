package dev.dragoncode.ui.gallery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javax.imageio.ImageIO;

/** Starts JavaFX once for all window tests, and calls into its thread. */
public final class FxToolkit {

  private static final int TIMEOUT_S = 60;

  /** Of these pictures, 4 MB each, more are not held while they wait to be packed. */
  private static final int MOST_PICTURES = 8;

  private static final Queue<CompletableFuture<Void>> PICTURES = new ConcurrentLinkedQueue<>();

  private FxToolkit() {}

  /** Starts the toolkit if no test has yet. */
  public static void start() {
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
      Platform.setImplicitExit(false);
      if (!started.await(TIMEOUT_S, TimeUnit.SECONDS)) {
        throw new IllegalStateException("JavaFX did not start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).contains("already")) {
        throw e;
      }
    }
  }

  /** Calls on the FX thread and waits for the result; an exception there is one here. */
  public static <T> T call(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        result.complete(work.call());
      } catch (Exception | AssertionError e) {
        result.completeExceptionally(e);
      }
    });
    return result.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
  }

  /** Runs on the FX thread and waits until it is done. */
  public static void run(Runnable work) {
    call(() -> {
      work.run();
      return true;
    });
  }

  /** Lets the FX thread lay out and paint what is pending. */
  public static void settle() {
    for (int pulse = 0; pulse < 4; pulse++) {
      CountDownLatch painted = new CountDownLatch(2);
      run(() ->
          new javafx.animation.AnimationTimer() {
            @Override
            public void handle(long now) {
              painted.countDown();
              if (painted.getCount() == 0) {
                stop();
              }
            }
          }.start());
      try {
        painted.await(TIMEOUT_S, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Writes a scene as it is painted now. */
  public static void picture(Scene scene, Path file) {
    pictureLater(scene, file);
    awaitPictures();
  }

  /** The same; the file is whole once {@link #awaitPictures} returns. */
  public static void pictureLater(Scene scene, Path file) {
    BufferedImage painted = call(() -> SwingFXUtils.fromFXImage(scene.snapshot(null), null));
    PICTURES.add(
        CompletableFuture.runAsync(() -> {
          try {
            Files.createDirectories(file.getParent());
            ImageIO.write(painted, "png", file.toFile());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }));
    if (PICTURES.size() >= MOST_PICTURES) {
      awaitPictures();
    }
  }

  /** Waits until all pictures are on the disk, which another core has packed meanwhile. */
  public static void awaitPictures() {
    for (CompletableFuture<Void> next = PICTURES.poll(); next != null; next = PICTURES.poll()) {
      next.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
    }
  }

  /** Tags, pills and buttons whose text does not fit. */
  static List<String> clipped(Parent root) {
    return root.lookupAll(".label, .button, .toggle-button").stream()
        .filter(Labeled.class::isInstance)
        .map(Labeled.class::cast)
        .filter(l -> l.isVisible() && l.getScene() != null && l.getWidth() > 0)
        .filter(l ->
            l.getStyleClass().contains("status-tag")
                || l.getStyleClass().contains("btn")
                || l.getStyleClass().contains("pill"))
        .filter(l -> l.getWidth() + 1 < l.prefWidth(-1))
        .map(Labeled::getText)
        .toList();
  }
}
