/** Connections over SSH: the only user of Apache MINA SSHD. */
@NullMarked
package dev.dragoncode.io.ssh;

import org.jspecify.annotations.NullMarked;
