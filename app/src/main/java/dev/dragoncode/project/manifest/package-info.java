/** What a project is built from and configured with, whatever its stack. Pure. */
@NullMarked
package dev.dragoncode.project.manifest;

import org.jspecify.annotations.NullMarked;
