package dev.dragoncode.emulators.browse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks into one running emulator: the places that hold something, their rows page by page, a row
 * in full, and what the user asks in the product's own language.
 *
 * <p>Nothing is kept between calls: each makes its own connection and ends it, so that no lock, no
 * transaction and no idle client stays in the product. Each ends within {@link Bounds#TIMEOUT}, and
 * answers no more than the other {@link Bounds} allow. Calls belong on a virtual thread: there an
 * interrupt ends them with {@link InterruptedException}. What the product cannot do is a {@link
 * dev.dragoncode.problem.ProblemException}; that it refuses what was asked is an {@link
 * Answer.Refused}.
 *
 * <p>Whether it may change anything is decided when it is made.
 */
public interface DataBrowser {

  /** What can be done beside reading. */
  Set<Ability> abilities() throws InterruptedException;

  /** One sentence on what reading does to the data or cannot see; empty where there is none. */
  String remark();

  /** What rows can be found by, as a field's prompt; only with {@link Ability#FIND}. */
  default String findPrompt() {
    return "Find";
  }

  /** The places that hold something, in the order in which they are shown. */
  List<Place> places() throws InterruptedException;

  /**
   * Rows of a place.
   *
   * @param words what the rows are to be found by, where the product can; empty for all
   * @param from the {@link Page#next()} of the page before; empty for the first page
   */
  Page page(Place place, String words, Optional<String> from) throws InterruptedException;

  /** A row of a page in full. */
  Detail detail(Place place, Page page, Page.Row row) throws InterruptedException;

  /**
   * Asks in the product's own language; only with {@link Ability#QUERY}.
   *
   * @param from the {@link Page#next()} of the answer before; empty for the first page
   */
  Answer ask(String text, Optional<String> from) throws InterruptedException;

  /**
   * Writes one of a detail's files, whole or not at all.
   *
   * @param file its {@link Detail.Attached#id()}
   * @param to a new file, or one that may be replaced
   */
  default void save(Place place, Page.Row row, String file, Path to) throws InterruptedException {
    throw new IllegalArgumentException("Nothing to save in " + place.name());
  }

  /** Changes something; only with the ability for it. */
  void change(Change change) throws InterruptedException;

  /** What a product can do beside showing its places and rows. */
  enum Ability {
    /** It takes queries. */
    QUERY,
    /** Rows can be found by words. */
    FIND,
    /** A place that it does not list can be looked at by its name. */
    NAME_PLACE,
    /** A message can be put into a place. */
    PUBLISH,
    /** A row can be deleted. */
    DELETE,
    /** All rows of a place can be deleted. */
    CLEAR,
    /** A file can be put into a place. */
    UPLOAD
  }
}
