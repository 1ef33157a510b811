/** Parsers of single files: manifests, configuration, scripts and source. Pure. */
@NullMarked
package dev.dragoncode.project.syntax;

import org.jspecify.annotations.NullMarked;
