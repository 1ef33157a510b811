package dev.dragoncode.change;

/**
 * Something that only a person knows, and that a change needs.
 *
 * @param key its name on the command line
 * @param text the question
 * @param example what an answer looks like
 */
public record Question(String key, String text, String example) {}
