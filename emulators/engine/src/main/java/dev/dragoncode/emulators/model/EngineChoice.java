package dev.dragoncode.emulators.model;

/**
 * The engine that serves an emulator, and why it was chosen.
 *
 * @param why a short phrase for the card, such as "image is local" or "the registry docker.io did
 *     not answer within 2 s"
 */
public record EngineChoice(EngineKind kind, String why) {}
