package dev.dragoncode.ui.emulators;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Data tab shows at one moment.
 *
 * @param emulators that can be looked into, by id and name
 * @param emulator the chosen one's id; empty where there is none
 * @param running whether it answers
 * @param changes whether changes to it are allowed
 * @param skills what can be done with its data
 * @param places what it holds
 * @param place the chosen one
 * @param words by which its rows are found; may be empty
 * @param detail of the chosen row
 * @param said what was done last, such as a file that was saved; may be empty
 */
record DataTabState(
    List<Choice> emulators,
    String emulator,
    boolean running,
    boolean changes,
    Skills skills,
    Places places,
    Optional<Place> place,
    String words,
    Content content,
    Optional<Detail> detail,
    String said) {

  static final DataTabState NOTHING =
      new DataTabState(
          List.of(),
          "",
          false,
          false,
          Skills.NONE,
          new Places.Unknown(),
          Optional.empty(),
          "",
          new Content.Nothing(),
          Optional.empty(),
          "");

  /**
   * An emulator to choose.
   *
   * @param nothing why nothing of it can be shown; empty where something can
   */
  record Choice(String id, String name, String nothing) {}

  /**
   * What can be done with an emulator's data.
   *
   * @param remark a sentence on what reading does to it; may be empty
   * @param findPrompt what its rows can be found by
   */
  record Skills(Set<Ability> abilities, String remark, String findPrompt) {
    static final Skills NONE = new Skills(Set.of(), "", "");
  }

  /** What is known of the places. */
  sealed interface Places {
    record Unknown() implements Places {}

    record Loading() implements Places {}

    record Known(List<Place> all) implements Places {}

    record Failed(Problem problem) implements Places {}
  }

  /** What stands at the right of the places. */
  sealed interface Content {
    record Nothing() implements Content {}

    record Loading() implements Content {}

    /**
     * Rows of a place or of a query.
     *
     * @param query empty for rows of the place
     * @param before where the pages before this one began, oldest first
     */
    record Rows(Page page, String query, List<Optional<String>> before) implements Content {}

    record Done(long rows, Duration took) implements Content {}

    record Refused(String message, OptionalInt position, String hint) implements Content {}

    record Failed(Problem problem) implements Content {}

    /** What an emulator answers to a query of the user's own. */
    static Content of(Answer answer, String query, List<Optional<String>> before) {
      return switch (answer) {
        case Answer.Rows(Page page) -> new Rows(page, query, List.copyOf(before));
        case Answer.Done(long rows, var took) -> new Done(rows, took);
        case Answer.Refused(var message, var position, var hint) ->
            new Refused(message, position, hint);
      };
    }
  }

  DataTabState with(List<Choice> choices, String id, boolean runs) {
    return new DataTabState(
        choices, id, runs, changes, skills, places, place, words, content, detail, said);
  }

  /** Of another emulator, or of another run of this one. */
  DataTabState afresh() {
    return new DataTabState(
        emulators,
        emulator,
        running,
        false,
        Skills.NONE,
        new Places.Unknown(),
        Optional.empty(),
        "",
        new Content.Nothing(),
        Optional.empty(),
        "");
  }

  DataTabState with(Places known) {
    return new DataTabState(
        emulators, emulator, running, changes, skills, known, place, words, content, detail, said);
  }

  DataTabState able(Skills can, boolean mayChange) {
    return new DataTabState(
        emulators, emulator, running, mayChange, can, places, place, words, content, detail, said);
  }

  DataTabState at(Place chosen, String found) {
    return new DataTabState(
        emulators,
        emulator,
        running,
        changes,
        skills,
        places,
        Optional.of(chosen),
        found,
        content,
        detail,
        "");
  }

  /** A detail belongs to its content. */
  DataTabState with(Content shown) {
    return new DataTabState(
        emulators,
        emulator,
        running,
        changes,
        skills,
        places,
        place,
        words,
        shown,
        Optional.empty(),
        said);
  }

  DataTabState with(Optional<Detail> shown) {
    return new DataTabState(
        emulators, emulator, running, changes, skills, places, place, words, content, shown, "");
  }

  DataTabState saying(String done) {
    return new DataTabState(
        emulators, emulator, running, changes, skills, places, place, words, content, detail, done);
  }

  boolean can(Ability ability) {
    return skills.abilities().contains(ability);
  }

  /** The chosen emulator. */
  Optional<Choice> chosen() {
    return emulators.stream().filter(choice -> choice.id().equals(emulator)).findFirst();
  }

  /** The listed place in which the chosen one lies; the chosen one where places do not nest. */
  @Nullable Place outermost() {
    return content instanceof Content.Rows(Page page, var _, var _) && !page.trail().isEmpty()
        ? page.trail().getFirst()
        : place.orElse(null);
  }

  boolean loading() {
    return content instanceof Content.Loading;
  }
}
