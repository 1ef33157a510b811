package dev.dragoncode.fakes.stubs;

/** A mapping that cannot be served as it stands; says where and why. */
final class MappingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * An objection.
   *
   * @param where file and member
   * @param why the end of a sentence that begins with the member
   */
  MappingException(String where, String why) {
    super(where + " " + why, null, false, false);
  }
}
