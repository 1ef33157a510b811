package dev.dragoncode.load;

import java.util.regex.Pattern;

/**
 * A header of the requests.
 *
 * @param value as it is sent; it may be a secret, so people are shown {@link #shown()}
 */
public record Header(String name, String value) {

  static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(auth|cookie|token|secret|passw|pwd|api-?_?key|session|signature|credential).*");
  static final String MASK = "•••";

  /** Whether its name says that nobody should read it. */
  public boolean secret() {
    return SECRET.matcher(name).matches();
  }

  /** As it may be shown and kept. */
  public String shown() {
    return name + ": " + (secret() ? MASK : value);
  }

  @Override
  public String toString() {
    return shown();
  }
}
