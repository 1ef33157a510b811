package dev.dragoncode.service.rotate;

/**
 * Sessions of programs at a database, DragonCode's own left out.
 *
 * @param role who logged in
 * @param application what the program calls itself; may be empty
 */
public record Session(String role, String application, int count) {}
