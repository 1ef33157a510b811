package dev.dragoncode.readiness;

/**
 * A place in the project that a verdict rests on.
 *
 * @param file relative to the project, with forward slashes
 * @param line from 1; 0 where the file as a whole is meant
 * @param excerpt the line as it stands, shortened, secrets masked; empty where the file is meant
 */
public record Evidence(String file, int line, String excerpt) {}
