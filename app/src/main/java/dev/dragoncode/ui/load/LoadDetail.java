package dev.dragoncode.ui.load;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.load.LoadJson;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.KeptProblem;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.load.LoadSnapshot.State;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.runs.RunDetail;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** A load run that is kept, on the screen of all runs. */
public final class LoadDetail implements RunDetail {

  private final LoadViewModel model;
  private final Consumer<RunRecord> open;
  private final Consumer<Remedy.Action> act;

  /**
   * @param open shows another run
   * @param act carries out a remedy
   */
  public LoadDetail(LoadViewModel model, Consumer<RunRecord> open, Consumer<Remedy.Action> act) {
    this.model = model;
    this.open = open;
    this.act = act;
  }

  @Override
  public Node of(RunRecord record, Path folder) {
    Optional<LoadResult> result = LoadJson.read(record.detail());
    if (result.isEmpty()) {
      Problem problem =
          KeptProblem.of(record.detail())
              .orElseGet(() -> Problem.of(record.summary(), text("load.nothingMeasured")));
      return card(scroll(new VBox(new ProblemPane(problem, act))));
    }
    VBox place = new VBox(new LoadPane(result.get(), LoadPane.Beside.nothing()));
    model.beside(
        result.get(),
        beside ->
            place
                .getChildren()
                .setAll(new LoadPane(result.get(), LoadHistories.shown(beside, open))));
    return card(scroll(place));
  }

  @Override
  public Optional<Node> live() {
    LoadLive figures = new LoadLive();
    Subscription following =
        model
            .snapshotProperty()
            .subscribe(now -> {
              switch (now.state()) {
                case State.Starting(var asked, var _) -> figures.show(List.of(), asked);
                case State.Running(var asked) -> figures.show(now.figures(), asked);
                default -> {
                  // what it came to is in the list
                }
              }
            });
    figures
        .sceneProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            following.unsubscribe();
          }
        });
    ScrollPane scroll = scroll(figures);
    scroll.setFitToHeight(true);
    return Optional.of(card(scroll));
  }

  private static ScrollPane scroll(Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return scroll;
  }

  private static Node card(ScrollPane scroll) {
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox card = new VBox(scroll);
    card.getStyleClass().add("card");
    return card;
  }
}
