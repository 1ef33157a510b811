/**
 * Emulators as pods of a cluster, reached through forwarded ports: the only importer of fabric8's
 * client. Tested against that client's API server mock; not tried on a real cluster.
 */
@NullMarked
package dev.dragoncode.emulators.engine.kubernetes;

import org.jspecify.annotations.NullMarked;
