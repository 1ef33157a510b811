/** One service per capability; each owns its threads and publishes immutable snapshots. */
@NullMarked
package dev.dragoncode.service;

import org.jspecify.annotations.NullMarked;
