package dev.dragoncode.change;

/**
 * A file that both a person and DragonCode have changed in the same lines.
 *
 * @param path relative to the project's folder
 * @param marked what writing it would give: both versions, with git's conflict marks between them
 */
public record Conflict(String path, Bytes before, Bytes marked) {}
