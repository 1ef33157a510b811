package dev.dragoncode.fakes.pack;

/**
 * Who calls.
 *
 * @param scheme how it was shown
 * @param name the user's name, or the key itself where there is no name
 * @param secret the password or key
 */
public record Credential(Scheme scheme, String name, String secret) {

  /** Where a credential stands in a request. */
  public enum Scheme {
    NONE,
    BEARER,
    BASIC,
    HEADER,
    QUERY,
    /** A value of a form in the body. */
    FORM
  }

  /** Nobody in particular. */
  public static final Credential NOBODY = new Credential(Scheme.NONE, "", "");
}
