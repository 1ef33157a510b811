/** Reads git repositories; runs no git and changes nothing. */
@org.jspecify.annotations.NullMarked
package dev.dragoncode.io.git;
