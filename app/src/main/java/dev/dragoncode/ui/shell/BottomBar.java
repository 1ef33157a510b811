package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.Popover;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.controlsfx.control.TaskProgressView;
import org.jspecify.annotations.Nullable;

/** The bottom bar: emulators, readiness, running jobs, time of the last check, memory. */
final class BottomBar extends HBox {

  private final ShellViewModel model;
  private final StateDot dot = new StateDot(Tone.IDLE);
  private final Label emulators = new Label();
  private final Label readiness = Nodes.label("");
  private final Label checked = new Label();
  private final Label memory = new Label();
  private final ProgressBar bar = new ProgressBar(-1);
  private final Label jobName = new Label();
  private final Button job = new Button();
  private final Map<String, JobTask> tasks = new HashMap<>();
  private @Nullable TaskProgressView<JobTask> taskView;
  private final Timeline clock;

  BottomBar(ShellViewModel model) {
    this.model = model;
    getStyleClass().add("bottom-bar");
    emulators.setMinWidth(USE_PREF_SIZE);
    checked.setMinWidth(USE_PREF_SIZE);
    memory.setMinWidth(USE_PREF_SIZE);
    job.getStyleClass().setAll("button", "job");
    job.setGraphic(Nodes.row(8, jobName, bar));
    job.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    job.setOnAction(event -> showTasks());
    job.setAccessibleText(text("job.show"));
    getChildren()
        .setAll(Nodes.row(6, dot, emulators), readiness, Nodes.spacer(), job, checked, memory);
    model.carryingProperty().addListener((property, before, now) -> update());
    model.launchedProperty().addListener((property, before, now) -> update());
    clock = new Timeline(new KeyFrame(Duration.seconds(5), event -> update()));
    clock.setCycleCount(Timeline.INDEFINITE);
    sceneProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            clock.stop();
          } else {
            clock.play();
          }
        });
    update();
  }

  void update() {
    emulators.setText(model.emulatorsText());
    dot.show(model.emulatorsTone());
    readiness.setText(model.readinessText());
    checked.setText(model.checkedText());
    memory.setText(ShellViewModel.memoryText());
    List<ShellViewModel.Job> jobs = model.jobs();
    Nodes.show(job, !jobs.isEmpty());
    if (!jobs.isEmpty()) {
      jobName.setText(
          jobs.size() == 1 ? jobs.getFirst().title() : text("job.several", jobs.size()));
      bar.setProgress(
          jobs.stream().anyMatch(j -> j.progress() < 0)
              ? -1
              : jobs.stream().mapToDouble(ShellViewModel.Job::progress).average().orElse(-1));
    }
    follow(jobs);
  }

  private void follow(List<ShellViewModel.Job> jobs) {
    tasks
        .entrySet()
        .removeIf(entry -> {
          boolean over = jobs.stream().noneMatch(j -> j.id().equals(entry.getKey()));
          if (over) {
            entry.getValue().end();
          }
          return over;
        });
    for (ShellViewModel.Job running : jobs) {
      tasks.computeIfAbsent(running.id(), id -> newTask(running)).report(running);
    }
  }

  private JobTask newTask(ShellViewModel.Job running) {
    JobTask task = new JobTask(running);
    if (taskView != null) {
      taskView.getTasks().add(task);
    }
    return task;
  }

  private void showTasks() {
    TaskProgressView<JobTask> view = new TaskProgressView<>();
    view.setPrefSize(360, 160);
    view.getTasks().setAll(tasks.values());
    taskView = view;
    Popover popover = new Popover(view);
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_CENTER);
    popover.setTitle(text("job.title"));
    popover.setHeaderAlwaysVisible(true);
    popover.setOnHidden(event -> taskView = null);
    popover.show(job);
  }
}
