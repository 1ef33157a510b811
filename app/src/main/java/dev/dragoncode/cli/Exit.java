package dev.dragoncode.cli;

/** The exit codes of every command. */
public final class Exit {

  /** Fine. */
  public static final int OK = 0;

  /** The command worked; what it looked at has gaps or failures. */
  public static final int GAPS = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** A problem kept the command from its work. */
  public static final int PROBLEM = 3;

  private Exit() {}
}
