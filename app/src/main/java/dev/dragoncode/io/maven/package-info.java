/** Asks Maven's own resolver what a POM comes to, from this machine's local repository only. */
@org.jspecify.annotations.NullMarked
package dev.dragoncode.io.maven;
