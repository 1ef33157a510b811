/** Tests of how a project's settings and files are read. */
@NullMarked
package dev.dragoncode.project;

import org.jspecify.annotations.NullMarked;
