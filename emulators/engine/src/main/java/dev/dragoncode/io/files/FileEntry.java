package dev.dragoncode.io.files;

/**
 * A regular file as a walk saw it.
 *
 * @param path relative to the walk's root, with forward slashes
 * @param size in bytes
 * @param modified last modification in milliseconds since 1970
 * @param ignored whether an ignore file of the project excludes it
 */
public record FileEntry(String path, long size, long modified, boolean ignored) {}
