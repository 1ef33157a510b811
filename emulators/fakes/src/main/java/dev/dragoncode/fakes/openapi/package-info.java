/**
 * Fakes made from any OpenAPI 3 document: its paths, its schemas, and a state inferred from both.
 */
@NullMarked
package dev.dragoncode.fakes.openapi;

import org.jspecify.annotations.NullMarked;
