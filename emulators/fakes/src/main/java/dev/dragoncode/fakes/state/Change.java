package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One row before and after.
 *
 * @param before empty where it was made
 * @param after empty where it was removed
 * @param weight roughly the bytes that both take in memory
 */
public record Change(
    String table, String id, Optional<ObjectNode> before, Optional<ObjectNode> after, int weight) {}
