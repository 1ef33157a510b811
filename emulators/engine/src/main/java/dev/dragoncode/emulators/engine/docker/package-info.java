/** Containers of a Docker-compatible engine behind the port; the only importer of docker-java. */
@NullMarked
package dev.dragoncode.emulators.engine.docker;

import org.jspecify.annotations.NullMarked;
