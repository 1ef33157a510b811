/** What fake APIs remember: rows in tables, tables in worlds, and the time they live by. */
@NullMarked
package dev.dragoncode.fakes.state;

import org.jspecify.annotations.NullMarked;
