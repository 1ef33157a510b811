/** Tests of reading manifests. */
@NullMarked
package dev.dragoncode.project.manifest;

import org.jspecify.annotations.NullMarked;
