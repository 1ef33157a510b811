package dev.dragoncode.service;

import dev.dragoncode.emulators.model.EnginePreference;
import java.util.Map;
import java.util.Objects;

/**
 * What the user has set, for all projects.
 *
 * @param theme {@code system}, {@code dark} or {@code light}
 * @param zoom 1 is normal; from 0.8 to 1.6
 * @param engine which engine serves emulators
 * @param imageMirror a registry that images are pulled through, such as {@code
 *     registry.example.org:5000}; empty for none
 * @param imageOverrides other images, by emulator id
 * @param onClose what closing the window does to running emulators
 * @param editor the command that opens a file, with {@code {file}} and {@code {line}}; empty for
 *     the system's choice
 * @param terminal the command that opens a terminal in {@code {folder}}, or that runs {@code
 *     {command}} in one; empty for the system's
 * @param reopenLast whether the last project is opened at the start
 * @param offline whether neither image registries nor Maven repositories are asked for anything
 * @param cluster the context of the user's kubeconfig that emulators may run in; empty for none
 */
public record Preferences(
    String theme,
    double zoom,
    EnginePreference engine,
    String imageMirror,
    Map<String, String> imageOverrides,
    OnClose onClose,
    String editor,
    String terminal,
    boolean reopenLast,
    boolean offline,
    String cluster) {

  /** What closing the window does to what it started. */
  public enum OnClose {
    STOP,
    KEEP
  }

  public static final double SMALLEST_ZOOM = 0.8;
  public static final double LARGEST_ZOOM = 1.6;

  public Preferences {
    imageOverrides = Map.copyOf(imageOverrides);
    // Missing in what an earlier version saved.
    cluster = Objects.requireNonNullElse(cluster, "");
  }

  /** What holds until the user sets something. */
  public static Preferences defaults() {
    return new Preferences(
        "system", 1, EnginePreference.AUTO, "", Map.of(), OnClose.STOP, "", "", true, false, "");
  }

  public Preferences withTheme(String name) {
    return new Preferences(
        name,
        zoom,
        engine,
        imageMirror,
        imageOverrides,
        onClose,
        editor,
        terminal,
        reopenLast,
        offline,
        cluster);
  }

  /** Zoom is kept within its bounds. */
  public Preferences withZoom(double factor) {
    return new Preferences(
        theme,
        Math.clamp(factor, SMALLEST_ZOOM, LARGEST_ZOOM),
        engine,
        imageMirror,
        imageOverrides,
        onClose,
        editor,
        terminal,
        reopenLast,
        offline,
        cluster);
  }

  public Preferences withEngine(EnginePreference preference) {
    return new Preferences(
        theme,
        zoom,
        preference,
        imageMirror,
        imageOverrides,
        onClose,
        editor,
        terminal,
        reopenLast,
        offline,
        cluster);
  }

  public Preferences withImageMirror(String mirror) {
    return new Preferences(
        theme,
        zoom,
        engine,
        mirror,
        imageOverrides,
        onClose,
        editor,
        terminal,
        reopenLast,
        offline,
        cluster);
  }

  public Preferences withImageOverrides(Map<String, String> overrides) {
    return new Preferences(
        theme,
        zoom,
        engine,
        imageMirror,
        overrides,
        onClose,
        editor,
        terminal,
        reopenLast,
        offline,
        cluster);
  }

  public Preferences withOnClose(OnClose choice) {
    return new Preferences(
        theme,
        zoom,
        engine,
        imageMirror,
        imageOverrides,
        choice,
        editor,
        terminal,
        reopenLast,
        offline,
        cluster);
  }

  public Preferences withEditor(String command) {
    return new Preferences(
        theme,
        zoom,
        engine,
        imageMirror,
        imageOverrides,
        onClose,
        command,
        terminal,
        reopenLast,
        offline,
        cluster);
  }

  public Preferences withTerminal(String command) {
    return new Preferences(
        theme,
        zoom,
        engine,
        imageMirror,
        imageOverrides,
        onClose,
        editor,
        command,
        reopenLast,
        offline,
        cluster);
  }

  public Preferences withReopenLast(boolean reopen) {
    return new Preferences(
        theme,
        zoom,
        engine,
        imageMirror,
        imageOverrides,
        onClose,
        editor,
        terminal,
        reopen,
        offline,
        cluster);
  }

  public Preferences withOffline(boolean without) {
    return new Preferences(
        theme,
        zoom,
        engine,
        imageMirror,
        imageOverrides,
        onClose,
        editor,
        terminal,
        reopenLast,
        without,
        cluster);
  }

  public Preferences withCluster(String context) {
    return new Preferences(
        theme,
        zoom,
        engine,
        imageMirror,
        imageOverrides,
        onClose,
        editor,
        terminal,
        reopenLast,
        offline,
        context);
  }
}
