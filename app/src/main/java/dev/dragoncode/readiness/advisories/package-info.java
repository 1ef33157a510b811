/** Advisories in OSV's form and whether they concern a version. Pure. */
@org.jspecify.annotations.NullMarked
package dev.dragoncode.readiness.advisories;
