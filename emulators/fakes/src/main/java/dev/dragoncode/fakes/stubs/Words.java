package dev.dragoncode.fakes.stubs;

/** A text of a response: as it stands, or a template that looks at the request. */
interface Words {

  /**
   * The text.
   *
   * @throws IllegalArgumentException if the template cannot be filled in
   */
  String of(Answering answering);

  /** A text that is always the same. */
  record Fixed(String text) implements Words {
    @Override
    public String of(Answering answering) {
      return text;
    }
  }
}
