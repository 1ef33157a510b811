package dev.dragoncode.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.change.text.KeyedLines;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Makes up what the files of a project become that take the emulators' connection settings. */
final class ConnectionFiles {

  private static final String HEADING = "# Emulators of DragonCode";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Project project;
  private final Collection<EmulatorSnapshot> emulators;

  ConnectionFiles(Project project, Collection<EmulatorSnapshot> emulators) {
    this.project = project;
    this.emulators = List.copyOf(emulators);
  }

  /**
   * The changes; nothing is written.
   *
   * @throws dev.dragoncode.problem.ProblemException if no emulator has settings yet, or a file that
   *     is there cannot be changed without loss
   */
  List<FileChange> changes(ConnectionFile kind) {
    if (ConnectionSettings.variables(emulators, Dialect.DOTENV).isEmpty()) {
      throw Problem.of(
              "There are no connection settings yet",
              "Ports are chosen when an emulator starts for the first time.",
              Remedy.of("Start the emulators first"))
          .asException();
    }
    return switch (kind) {
      case DOTENV -> List.of(dotenv());
      case SPRING_PROFILE -> List.of(springProfile());
      case VS_CODE -> List.of(dotenv(), launchConfiguration());
      case INTELLIJ -> List.of(runConfiguration());
    };
  }

  private FileChange dotenv() {
    Dialect dialect = node() ? Dialect.NODE : Dialect.DOTENV;
    return FileChange.of(
        project.root(),
        Path.of(".env"),
        before -> KeyedLines.merge(before, ConnectionSettings.lines(emulators, dialect), HEADING));
  }

  private FileChange springProfile() {
    Path resources = Path.of("src", "main", "resources");
    Path folder =
        Files.isDirectory(project.root().resolve(resources)) ? resources : Path.of("config");
    for (String name : List.of("application-local.yaml", "application-local.yml")) {
      if (Files.exists(project.root().resolve(folder).resolve(name))) {
        throw Problem.of(
                "The profile is written in YAML",
                folder.resolve(name) + " is there, and a properties file would overrule it.",
                Remedy.of("Copy the Spring properties and put them in by hand"))
            .asException();
      }
    }
    return FileChange.of(
        project.root(),
        folder.resolve("application-local.properties"),
        before ->
            KeyedLines.merge(before, ConnectionSettings.lines(emulators, Dialect.SPRING), HEADING));
  }

  private FileChange launchConfiguration() {
    Path file = Path.of(".vscode", "launch.json");
    return FileChange.of(project.root(), file, before -> withLaunch(file, before));
  }

  private String withLaunch(Path file, String before) {
    try {
      ObjectNode whole =
          before.isBlank()
              ? JSON.createObjectNode().put("version", "0.2.0")
              : (ObjectNode) JSON.readTree(before);
      ArrayNode configurations = whole.withArrayProperty("configurations");
      for (int i = configurations.size() - 1; i >= 0; i--) {
        if (configurations.get(i).path("name").asText().equals(name())) {
          configurations.remove(i);
        }
      }
      configurations.add(launch());
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
    } catch (JsonProcessingException | ClassCastException e) {
      throw Problem.of(
              file + " cannot be changed without loss",
              "It has comments, or is no JSON object.",
              Remedy.of("Write .env, and name it as envFile in your launch configuration"))
          .causedBy(e)
          .asException();
    }
  }

  private JsonNode launch() {
    ObjectNode launch = JSON.createObjectNode();
    launch.put("name", name());
    launch.put("type", node() ? "node" : "java");
    launch.put("request", "launch");
    if (node()) {
      launch.put("runtimeExecutable", "npm");
      launch.putArray("runtimeArgs").add("start");
    }
    launch.put("envFile", "${workspaceFolder}/.env");
    return launch;
  }

  private FileChange runConfiguration() {
    return FileChange.of(
        project.root(),
        Path.of(".run", name() + ".run.xml"),
        before ->
            IntelliJRun.text(
                name(),
                node() ? IntelliJRun.Kind.NPM : tool(),
                ConnectionSettings.variables(emulators, node() ? Dialect.NODE : Dialect.DOTENV)));
  }

  private IntelliJRun.Kind tool() {
    return project.stacks().stream().anyMatch(s -> s.tool() == Stack.BuildTool.GRADLE)
        ? IntelliJRun.Kind.GRADLE
        : IntelliJRun.Kind.MAVEN;
  }

  private boolean node() {
    return !project.stacks().isEmpty() && project.stacks().getFirst().tool().node();
  }

  private String name() {
    return project.name() + " with emulators";
  }
}
