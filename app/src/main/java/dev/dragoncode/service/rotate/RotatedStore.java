package dev.dragoncode.service.rotate;

import java.util.List;
import java.util.Optional;

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
   * Roles that are there.
   *
   * @param ours whether their group was made here; another's keeps the rights that it has
   * @param handed how many tables and other things the group was given now
   */
  record Prepared(boolean ours, int handed) {}

  /**
   * Makes the roles that are missing, none of which can log in yet, and gives a group that was made
   * here what the owner has made. All of it or nothing.
   */
  Prepared prepare(LoginRoles roles) throws InterruptedException;

  /** Gives a role a new password, and lets it log in. */
  void admit(Login login) throws InterruptedException;

  /**
   * Logs in as programs will.
   *
   * @param before a role whose tables this one has to be able to read, too; empty for any rights
   */
  void enter(Login login, Optional<String> before) throws InterruptedException;

  /** Takes a role its password and its right to log in; sessions go on. */
  void lock(String role) throws InterruptedException;

  /** Whether a login is refused. */
  boolean refuses(Login login) throws InterruptedException;
}
