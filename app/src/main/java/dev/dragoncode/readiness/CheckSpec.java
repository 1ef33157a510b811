package dev.dragoncode.readiness;

/**
 * What a check is about, apart from how it decides.
 *
 * @param id such as {@code PRE-LOCK}
 * @param title what holds when it passes
 * @param requiredFrom the lowest level that needs it
 * @param why why it matters, one or two sentences
 * @param remedy how to mend a gap, as steps for a person
 */
public record CheckSpec(
    String id,
    Phase phase,
    String title,
    Weight weight,
    Level requiredFrom,
    String why,
    String remedy) {}
