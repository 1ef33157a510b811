package dev.dragoncode.emulators.engine.embedded;

import java.nio.file.Path;

/**
 * An artifact's file in the local repository.
 *
 * @param sha256 of its content, in lower-case hex
 */
record ResolvedFile(Path path, long size, String sha256) {}
