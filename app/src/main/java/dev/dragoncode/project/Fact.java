package dev.dragoncode.project;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that many checks ask of a project, worked out once for all of them and again only after
 * one of the files changed that it rests on. A fact is kept in a constant.
 *
 * @param <T> an immutable type
 */
public final class Fact<T> {

  private final String name;
  private final Function<ProjectView, T> rule;
  private final Optional<Next<T>> next;

  /**
   * Works a fact out anew from what it was and what changed since, at the cost of the change.
   *
   * @param <T> the fact's type
   */
  @FunctionalInterface
  public interface Next<T> {

    /** What the rule would give; notes through the view whatever the rule would have read. */
    T after(T earlier, TreeChange change, ProjectView view);
  }

  /**
   * @param name for logs
   * @param rule works it out from what it reads through the view, and from nothing else
   */
  public Fact(String name, Function<ProjectView, T> rule) {
    this.name = name;
    this.rule = rule;
    this.next = Optional.empty();
  }

  /** A fact that rests on so many files that it is brought up to date instead of worked out. */
  public Fact(String name, Function<ProjectView, T> rule, Next<T> next) {
    this.name = name;
    this.rule = rule;
    this.next = Optional.of(next);
  }

  /** Whether it can be brought up to date. */
  boolean continues() {
    return next.isPresent();
  }

  T after(T earlier, TreeChange change, ProjectView view) {
    return next.orElseThrow().after(earlier, change, view);
  }

  T of(ProjectView view) {
    return rule.apply(view);
  }

  @Override
  public String toString() {
    return name;
  }
}
