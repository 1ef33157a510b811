package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * A request that is being answered.
 *
 * @param path the values of the path's named segments
 * @param now the fakes' time
 * @param url where the pack answers
 * @param parameters what the mapping hands to its templates
 */
record Answering(
    Asked asked, Map<String, String> path, Instant now, String url, JsonNode parameters) {}
