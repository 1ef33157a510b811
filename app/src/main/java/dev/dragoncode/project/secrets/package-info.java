/** Finds secrets in texts; what is found is told masked, never as it stands. */
@org.jspecify.annotations.NullMarked
package dev.dragoncode.project.secrets;
