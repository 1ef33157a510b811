package dev.dragoncode.fix;

import dev.dragoncode.change.Recipe;

/**
 * What mends the gap of a check.
 *
 * @param check the check's id
 * @param does what it would change, as a sentence
 * @param recipe writes nothing that only a person knows: it asks, or leaves a marked place and says
 *     that the gap stays open until somebody fills it
 */
public record Fix(String check, String does, Recipe recipe) {}
