package dev.dragoncode.project;

/**
 * A project folder as it is at one moment.
 *
 * @param index its files
 * @param view what is known about them
 */
public record ReadProject(FileIndex index, ProjectView view) {}
