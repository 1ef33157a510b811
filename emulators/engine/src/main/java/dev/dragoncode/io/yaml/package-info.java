/**
 * YAML documents in which every value knows its place, so that a mistake is shown where it stands.
 */
@NullMarked
package dev.dragoncode.io.yaml;

import org.jspecify.annotations.NullMarked;
