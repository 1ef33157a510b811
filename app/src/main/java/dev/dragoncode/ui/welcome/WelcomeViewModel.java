package dev.dragoncode.ui.welcome;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.service.RecentProject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the window shows while no project is open. FX thread. */
public final class WelcomeViewModel {

  private final ObservableList<RecentProject> recent = FXCollections.observableArrayList();
  private final ObjectProperty<EngineStatus> docker =
      new SimpleObjectProperty<>(new EngineStatus.Unknown());
  private final Path home;
  private final Consumer<Path> open;
  private final Consumer<Path> forget;
  private final Runnable create;

  /**
   * @param home the user's home folder, shown as {@code ~}
   * @param open opens a project
   * @param forget takes a project off the list
   * @param create asks what a new project is to be
   */
  public WelcomeViewModel(Path home, Consumer<Path> open, Consumer<Path> forget, Runnable create) {
    this.home = home;
    this.open = open;
    this.forget = forget;
    this.create = create;
  }

  public ObservableList<RecentProject> recent() {
    return recent;
  }

  public ObjectProperty<EngineStatus> dockerProperty() {
    return docker;
  }

  String dockerText() {
    return switch (docker.get()) {
      case EngineStatus.Available(String name, String version, var _) -> name + " " + version;
      case EngineStatus.Unavailable _ -> text("engine.noDocker");
      case EngineStatus.Unknown _ -> text("engine.unknown");
    };
  }

  String path(RecentProject project) {
    return project.path().startsWith(home)
        ? "~/" + home.relativize(project.path()).toString().replace('\\', '/')
        : project.path().toString();
  }

  public void open(Path folder) {
    open.accept(folder);
  }

  void create() {
    create.run();
  }

  void forget(RecentProject project) {
    recent.remove(project);
    forget.accept(project.path());
  }

  List<RecentProject> shown() {
    return List.copyOf(recent);
  }
}
