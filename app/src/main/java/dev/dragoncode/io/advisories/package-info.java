/** Keeps advisories on this machine, and fetches them from OSV's public dump. */
@org.jspecify.annotations.NullMarked
package dev.dragoncode.io.advisories;
