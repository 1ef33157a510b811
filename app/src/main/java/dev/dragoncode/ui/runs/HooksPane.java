package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.KeptProblem;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.run.HookService;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A run of the git hooks: each with its result; whether this clone has them, and the button. */
public final class HooksPane implements RunDetail {

  private final Hooks hooks;
  private final RunsViewModel model;
  private final Consumer<Remedy.Action> act;

  /** What concerns the clone. Each calls back on the FX thread. */
  public interface Hooks {

    void state(Consumer<HookService.State> show);

    /** Installs them, or takes them away; a problem is shown by the window. */
    void install(boolean on, Runnable done);
  }

  /**
   * @param model knows what runs printed, and earlier ones
   * @param act carries out what a button of a problem asks for
   */
  public HooksPane(Hooks hooks, RunsViewModel model, Consumer<Remedy.Action> act) {
    this.hooks = hooks;
    this.model = model;
    this.act = act;
  }

  @Override
  public Node of(RunRecord record, Path folder) {
    Label state = Nodes.label("", "sub");
    Button install = Nodes.button(text("hooks.install"), () -> {});
    install.setId("hooks-install");
    Nodes.show(install, false);
    HBox.setHgrow(state, Priority.ALWAYS);
    state.setMaxWidth(Double.MAX_VALUE);
    VBox content = new VBox(10, Nodes.row(10, state, install));
    KeptProblem.of(record.detail())
        .ifPresent(problem -> content.getChildren().add(new ProblemPane(problem, act)));
    rows(record, content);
    OutputView printed = new OutputView();
    model.output(record.id(), printed::show);
    VBox.setVgrow(printed, Priority.ALWAYS);
    content.getChildren().add(printed);
    tell(state, install);
    return new DetailCard(record, content, model);
  }

  private void tell(Label state, Button install) {
    hooks.state(now -> {
      now.plan()
          .ifPresentOrElse(
              plan -> {
                boolean complete = now.complete();
                state.setText(
                    text(
                        complete ? "hooks.installed" : "hooks.notInstalled",
                        plan.tool().word(),
                        plan.config(),
                        String.join(", ", plan.stages())));
                install.setText(text(complete ? "hooks.uninstall" : "hooks.install"));
                install.setOnAction(event -> hooks.install(!complete, () -> tell(state, install)));
                Nodes.show(install, true);
              },
              () -> state.setText(text("hooks.none")));
    });
  }

  private static void rows(RunRecord record, VBox into) {
    try {
      for (var hook : Json.parse(record.detail()).items("hooks")) {
        String result = hook.text("result").orElse("");
        StatusTag tag =
            switch (result) {
              case "passed" -> new StatusTag(text("tests.passed"), Tone.OK);
              case "failed" -> new StatusTag(text("tests.failed"), Tone.BAD);
              default -> new StatusTag(text("tests.result.SKIPPED"), Tone.IDLE);
            };
        Label time = Nodes.label(hook.text("seconds").orElse("0") + " s", "faint");
        into.getChildren()
            .add(
                Nodes.row(
                    10,
                    tag.inColumn(),
                    Nodes.label(hook.text("name").orElse("")),
                    Nodes.spacer(),
                    time));
      }
    } catch (SyntaxException e) {
      into.getChildren().add(Nodes.label(text("runs.unreadable"), "faint"));
    }
  }
}
