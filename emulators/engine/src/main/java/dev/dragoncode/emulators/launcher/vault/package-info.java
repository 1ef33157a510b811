/**
 * What stands for Vault and OpenBao where no container runs: the part of their HTTP API that
 * programs use, with secrets in memory as in their development mode. It runs in a JVM of its own
 * with Jackson and the JDK alone, so it uses nothing else of this app.
 */
@NullMarked
package dev.dragoncode.emulators.launcher.vault;

import org.jspecify.annotations.NullMarked;
