package dev.dragoncode.change;

/** How a project is changed to have something: made up from its facts, written by others. */
@FunctionalInterface
public interface Recipe {

  /** Puts the changes into the draft, or says there why there are none. */
  void write(Draft draft);

  /** This, then another on top of it. */
  default Recipe then(Recipe next) {
    return draft -> {
      write(draft);
      next.write(draft);
    };
  }
}
