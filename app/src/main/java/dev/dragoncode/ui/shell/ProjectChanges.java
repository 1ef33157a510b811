package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.fix.CapabilityChange;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.flags.Flag;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.scaffold.MadeFrom;
import dev.dragoncode.ui.readiness.FixSheet;
import dev.dragoncode.ui.readiness.FixViewModel;
import dev.dragoncode.ui.readiness.ReadinessViewModel;
import dev.dragoncode.ui.scaffold.AddCapabilitySheet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.Node;

/** Changes of an open project's files besides the fixes of checks, each shown before it is made. */
final class ProjectChanges {

  private final Workbench workbench;
  private final ProjectWindow window;
  private final ProjectSession session;
  private final FixViewModel fixes;
  private final ReadinessViewModel readiness;
  private final Supplier<Node> owner;

  /**
   * @param owner a node of the window that sheets are shown over
   */
  ProjectChanges(
      Workbench workbench,
      ProjectWindow window,
      ProjectSession session,
      FixViewModel fixes,
      ReadinessViewModel readiness,
      Supplier<Node> owner) {
    this.workbench = workbench;
    this.window = window;
    this.session = session;
    this.fixes = fixes;
    this.readiness = readiness;
    this.owner = owner;
  }

  void addCommands(Commands commands) {
    commands.add(
        Command.of(
            "project.add",
            text("capability.command"),
            "Shortcut+Shift+A",
            this::chooseCapabilities));
    commands.add(
        Command.of("project.undo", text("undo.command"), "", this::undo)
            .when(() -> fixes.lastProperty().get().isPresent()));
    commands.add(
        Command.of("project.update", text("update.command"), "", this::update)
            .when(() -> MadeFrom.of(session.root()).isPresent()));
  }

  private void chooseCapabilities() {
    AddCapabilitySheet.show(
        owner.get(),
        MadeFrom.of(session.root()).map(made -> made.answers().capabilities()),
        this::add);
  }

  /**
   * Shows what capabilities would change.
   *
   * @param capabilities their ids, with commas between
   */
  void add(String capabilities) {
    show(capabilities, text("capability.title"));
  }

  private void update() {
    show(CapabilityChange.UPDATE, text("update.title"));
  }

  private void show(String change, String title) {
    FixSheet.showChange(
        owner.get(), fixes, readiness, change, title, CapabilityChange.does(change));
  }

  private void undo() {
    fixes
        .lastProperty()
        .get()
        .ifPresent(last -> FixSheet.showUndo(owner.get(), fixes, readiness, last));
  }

  /** Edits the file of a flag; where that fails, the window says why. */
  void edit(Flag flag, UnaryOperator<String> edit, Runnable failed) {
    workbench.inBackground(
        window,
        () -> {
          try {
            session.changeFlag(flag, edit);
          } catch (ProblemException e) {
            workbench.dispatcher().run(failed);
            throw e;
          }
        });
  }
}
