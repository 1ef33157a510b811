package dev.dragoncode.project;

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

  /**
   * @param name for logs
   * @param rule works it out from what it reads through the view, and from nothing else
   */
  public Fact(String name, Function<ProjectView, T> rule) {
    this.name = name;
    this.rule = rule;
  }

  T of(ProjectView view) {
    return rule.apply(view);
  }

  @Override
  public String toString() {
    return name;
  }
}
