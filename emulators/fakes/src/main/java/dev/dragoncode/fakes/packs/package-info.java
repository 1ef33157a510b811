/**
 * The packs that come with the workbench: each a YAML file and, beside it, the code that it needs.
 */
@NullMarked
package dev.dragoncode.fakes.packs;

import org.jspecify.annotations.NullMarked;
