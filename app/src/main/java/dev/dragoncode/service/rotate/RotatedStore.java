package dev.dragoncode.service.rotate;

import java.util.List;

/**
 * A running database whose logins are rotated. All of it throws {@link
 * dev.dragoncode.problem.ProblemException} where the database refuses or is gone.
 */
public interface RotatedStore {

  /** As people call it. */
  String name();

  /** The login that the emulator was made with. */
  Login owner();

  /** The sessions that there are now. */
  List<Session> sessions() throws InterruptedException;

  /**
   * Makes the roles that are missing, none of which can log in yet, and gives their group what the
   * owner has made. All of it or nothing.
   *
   * @return how many tables and other things changed hands
   */
  int prepare(LoginRoles roles) throws InterruptedException;

  /** Gives a role a new password, and lets it log in. */
  void admit(Login login) throws InterruptedException;

  /** Logs in as programs will, and sees that this login may do what the one before may. */
  void enter(Login login, String before) throws InterruptedException;

  /** Takes a role its password and its right to log in; sessions go on. */
  void lock(String role) throws InterruptedException;

  /** Whether a login is refused. */
  boolean refuses(Login login) throws InterruptedException;
}
