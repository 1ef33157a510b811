package dev.dragoncode.service;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what the app needs on this machine. */
public final class Doctor {

  /** How a thing is. */
  public enum Verdict {
    FINE,
    /** Not there, and the app goes on without it. */
    MISSING,
    BROKEN
  }

  /**
   * One thing that was looked at.
   *
   * @param words what was seen
   */
  public record Diagnosis(String what, Verdict verdict, String words, Optional<Problem> problem) {}

  private final List<EmulatorEngine> engines;
  private final Path data;
  private final Map<String, String> environment;

  public Doctor(List<EmulatorEngine> engines, Path data, Map<String, String> environment) {
    this.engines = engines;
    this.data = data;
    this.environment = environment;
  }

  /** Looks at everything now. */
  public List<Diagnosis> examine() throws InterruptedException {
    List<Diagnosis> all = new ArrayList<>();
    all.add(
        fine("Java", Runtime.version() + ", " + System.getProperty("java.home", "unknown place")));
    all.add(display());
    for (EmulatorEngine engine : engines) {
      all.add(engine(engine));
    }
    all.add(
        fine(
            "Image mirror",
            environment.getOrDefault("DRAGONCODE_IMAGE_MIRROR", "none named in the environment")));
    all.add(dataFolder());
    return all;
  }

  private Diagnosis display() {
    String display = environment.getOrDefault("DISPLAY", "");
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    if (linux && display.isBlank()) {
      return new Diagnosis(
          "Display",
          Verdict.MISSING,
          "DISPLAY is not set: the window's twin runs in the terminal",
          Optional.empty());
    }
    return fine("Display", linux ? display : "the desktop's own");
  }

  private static Diagnosis engine(EmulatorEngine engine) throws InterruptedException {
    String name =
        switch (engine.kind()) {
          case DOCKER -> "Containers";
          case EMBEDDED -> "Embedded engines";
          case KUBERNETES -> "Cluster";
        };
    return switch (engine.status()) {
      case EngineStatus.Available(String product, String version, String where) ->
          fine(name, (product + " " + version + ", " + where).replace(" ,", ","));
      case EngineStatus.Unavailable(Problem problem) ->
          new Diagnosis(name, Verdict.MISSING, problem.title(), Optional.of(problem));
      case EngineStatus.Unknown _ ->
          engine.kind() == EngineKind.KUBERNETES
              ? fine(name, "none is chosen")
              : new Diagnosis(name, Verdict.MISSING, "no answer", Optional.empty());
    };
  }

  private Diagnosis dataFolder() {
    try {
      Files.createDirectories(data);
      Path probe = Files.createTempFile(data, "doctor", ".tmp");
      Files.delete(probe);
      return fine("Data folder", data.toString());
    } catch (IOException e) {
      return new Diagnosis(
          "Data folder",
          Verdict.BROKEN,
          data + " cannot be written",
          Optional.of(
              Problem.of(
                      "The data folder cannot be written",
                      data + ": " + e.getMessage() + ".",
                      Remedy.of(
                          "Give yourself the right to write it, or name another one in"
                              + " DRAGONCODE_HOME"))
                  .causedBy(e)));
    }
  }

  private static Diagnosis fine(String what, String words) {
    return new Diagnosis(what, Verdict.FINE, words, Optional.empty());
  }
}
