package dev.dragoncode.fakes.server;

import java.time.Duration;

/**
 * What is done to all events of a pack.
 *
 * @param delay added before the first attempt
 * @param copies how often each is sent
 * @param reorder how many are collected and then sent in the other order; 0 for none
 * @param forged whether they are signed wrongly
 */
record Disturbance(Duration delay, int copies, int reorder, boolean forged) {

  static final Disturbance NONE = new Disturbance(Duration.ZERO, 1, 0, false);
}
