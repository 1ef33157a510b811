package dev.dragoncode.load;

/** Why a request got no answer. */
public enum Failure {
  /** Nobody takes connections there. */
  REFUSED("refused"),
  /** The server ended the connection in the middle. */
  CLOSED("closed"),
  /** The answer did not end in time. */
  TIMED_OUT("timed out"),
  /** What came is no HTTP. */
  NOT_HTTP("not HTTP"),
  /** The answer grows without an end. */
  ENDLESS("endless"),
  /** The connection broke in another way. */
  BROKEN("broken");

  private final String words;

  Failure(String words) {
    this.words = words;
  }

  /** As a person would say it. */
  public String words() {
    return words;
  }
}
