package dev.dragoncode.load;

import java.time.Duration;

/**
 * A load run at one moment.
 *
 * @param last the newest second
 * @param warming whether what comes in is left out of the figures
 * @param total how long requests are due in all
 * @param latencies of all that was measured so far
 * @param good answers with the expected status so far
 * @param bad requests without one so far
 */
public record LiveFigures(
    Second last, boolean warming, Duration total, Latencies latencies, long good, long bad) {}
