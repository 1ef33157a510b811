package dev.dragoncode.service;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A project that was opened before.
 *
 * @param stack what it is made of, for a person; empty where unknown
 * @param score readiness in percent when it was last checked
 */
public record RecentProject(
    Path path, String name, String stack, OptionalInt score, Instant openedAt) {}
