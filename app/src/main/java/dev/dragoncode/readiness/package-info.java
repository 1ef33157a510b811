/** What stands between a project and production: checks, findings, evidence, score. Pure. */
@NullMarked
package dev.dragoncode.readiness;

import org.jspecify.annotations.NullMarked;
