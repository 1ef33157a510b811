package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.problem.ProblemException;
import java.util.List;
import java.util.StringJoiner;

/** Makes what a document lists, one thing after the other, and counts it. */
public final class SeedWork {

  private final SeedDocument document;
  private final StringJoiner done = new StringJoiner(", ");

  /** Makes one thing. */
  public interface Step {
    /**
     * Makes it.
     *
     * @throws Exception if the product refuses it, with the product's own words as its message
     */
    void make(Item item) throws Exception;
  }

  /**
   * Work on a document that may hold these names.
   *
   * @throws ProblemException if it holds another name, or none
   */
  public SeedWork(SeedDocument document, String... names) {
    this.document = document;
    List<String> known = List.of(names);
    String all = "“" + String.join("”, “", known) + "”";
    if (document.names().isEmpty()) {
      throw document.failure(1, "It holds nothing of " + all);
    }
    for (String name : document.names()) {
      if (!known.contains(name)) {
        throw document.failure(
            document.lineOf(name), "There is no “%s” here, only %s".formatted(name, all));
      }
    }
  }

  /**
   * Makes all that stands below a name; nothing where the name is missing.
   *
   * @throws ProblemException if one is refused, with its line
   */
  public SeedWork each(String name, Step step) throws InterruptedException {
    List<Item> items = document.items(name);
    for (Item item : items) {
      try {
        step.make(item);
      } catch (InterruptedException | ProblemException e) {
        throw e;
      } catch (Exception e) {
        throw refused(item, e);
      }
    }
    if (!items.isEmpty()) {
      done.add(items.size() + " " + (items.size() == 1 ? one(name) : name));
    }
    return this;
  }

  private ProblemException refused(Item item, Exception e) throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interrupted = new InterruptedException("cancelled");
      interrupted.initCause(e);
      throw interrupted;
    }
    Throwable said = e;
    while (said.getMessage() == null && said.getCause() != null) {
      said = said.getCause();
    }
    String message = said.getMessage();
    return document.failure(
        item.line(), message == null ? said.getClass().getSimpleName() : message);
  }

  /** One of these, as “indexes” are several of an index. */
  private static String one(String name) {
    return name.substring(0, name.length() - (name.endsWith("xes") ? 2 : 1));
  }

  /** What was made, such as "1 queue, 2 messages". */
  public String done() {
    return done.length() == 0 ? "nothing" : done.toString();
  }
}
