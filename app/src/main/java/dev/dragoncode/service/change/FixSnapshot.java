package dev.dragoncode.service.change;

import java.util.Optional;

/**
 * What was changed last in an open folder.
 *
 * @param version grows with every snapshot
 * @param last the newest change that can be undone
 */
public record FixSnapshot(long version, Optional<Applied> last) {}
