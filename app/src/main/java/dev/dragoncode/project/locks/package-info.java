/** The packages that a project resolves to, as its lock files say. */
@org.jspecify.annotations.NullMarked
package dev.dragoncode.project.locks;
