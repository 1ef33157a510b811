package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.ui.profile.ProfileViewModel.Shown;
import java.io.File;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.FileChooser;

/** What can be done with a profile that is seen: compare it with another one, export it. */
final class ProfileMenu {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private final ProfileViewModel model;
  private final Node owner;
  private final MenuButton compare = new MenuButton(text("profile.compare"));
  private final MenuButton more = new MenuButton(text("profile.export"));

  ProfileMenu(ProfileViewModel model, Node owner) {
    this.model = model;
    this.owner = owner;
    for (MenuButton each : List.of(compare, more)) {
      each.getStyleClass().add("pill");
      each.setMinWidth(MenuButton.USE_PREF_SIZE);
    }
    compare.setId("profile-compare");
    more.setId("profile-export");
    for (String format : List.of("html", "svg", "collapsed")) {
      more.getItems().add(item("profile.export." + format, () -> export(format)));
    }
  }

  MenuButton compare() {
    return compare;
  }

  MenuButton more() {
    return more;
  }

  /** Offers what fits what is seen. */
  void show(Shown.Content content) {
    compare.getItems().clear();
    if (!content.against().isEmpty()) {
      compare
          .getItems()
          .addAll(
              item("profile.swap", model::swap),
              item("profile.alone", model::endComparison),
              new SeparatorMenuItem());
    }
    compare.getItems().add(item("profile.compareFile", this::compareFile));
    model.others(others -> {
      if (!others.isEmpty()) {
        compare.getItems().add(new SeparatorMenuItem());
      }
      others.stream().limit(12).forEach(run -> compare.getItems().add(item(run)));
    });
  }

  private MenuItem item(RunRecord run) {
    String name = run.title() + " " + WHEN.format(run.began());
    MenuItem item = new MenuItem(name + " · " + run.summary());
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> model.compare(run, name));
    return item;
  }

  private static MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(text(key));
    item.setOnAction(_ -> action.run());
    return item;
  }

  private void compareFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text("profile.compareFile"));
    File file = chooser.showOpenDialog(owner.getScene().getWindow());
    if (file != null) {
      model.compare(file.toPath());
    }
  }

  private void export(String format) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text("profile.export." + format));
    chooser.setInitialFileName("profile." + format);
    File file = chooser.showSaveDialog(owner.getScene().getWindow());
    if (file != null) {
      model.export(file.toPath(), this::exported);
    }
  }

  private void exported(Optional<Problem> problem) {
    more.setText(problem.map(Problem::title).orElse(text("profile.exported")));
  }
}
