package dev.dragoncode.service;

import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.readiness.Proof.Standing;
import dev.dragoncode.readiness.Proven;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proofs of one project, and whether they count for its files as they are now. That no file was
 * written since is told at once; whether what was written is the same again takes reading.
 */
public final class ProofBook {

  private static final Logger LOG = LoggerFactory.getLogger(ProofBook.class);

  private final Path project;
  private final Supplier<ProofLog> log;
  private final Clock clock;
  private final TreeHash tree = new TreeHash();
  private Optional<Read> read = Optional.empty();

  /** What the files hold, and when that was read. */
  private record Read(String stamps, String contents) {}

  /**
   * @param project its real path
   */
  public ProofBook(Path project, Supplier<ProofLog> log, Clock clock) {
    this.project = project;
    this.log = log;
    this.clock = clock;
  }

  /** Each proof with its standing, by the check's id. */
  synchronized Map<String, Proven> standing(FileIndex index) {
    List<Proof> proofs = proofs();
    if (proofs.isEmpty()) {
      return Map.of();
    }
    String stamps = TreeHash.stamps(index);
    Map<String, Proven> standing = new HashMap<>();
    proofs.forEach(proof -> standing.put(proof.check(), new Proven(proof, of(proof, stamps))));
    return standing;
  }

  /** Whether reading the files could tell more of a proof that seems to count no longer. */
  synchronized boolean wantsReading(FileIndex index) {
    List<Proof> proofs = proofs();
    if (proofs.isEmpty()) {
      return false;
    }
    String stamps = TreeHash.stamps(index);
    return read.filter(known -> known.stamps().equals(stamps)).isEmpty()
        && proofs.stream().anyMatch(proof -> !proof.stamps().equals(stamps));
  }

  /** Reads what the files hold; of those that it has read before only what has changed. */
  void read(FileIndex index) {
    Read now = new Read(TreeHash.stamps(index), tree.contents(index));
    synchronized (this) {
      read = Optional.of(now);
    }
  }

  private Standing of(Proof proof, String stamps) {
    boolean same =
        proof.stamps().equals(stamps)
            || read.filter(known -> known.stamps().equals(stamps))
                .filter(known -> known.contents().equals(proof.contents()))
                .isPresent();
    if (!same) {
      return Standing.CHANGED;
    }
    boolean old =
        proof
            .kind()
            .lasting()
            .filter(l -> proof.at().plus(l).isBefore(clock.instant()))
            .isPresent();
    return old ? Standing.OLD : Standing.HOLDS;
  }

  private List<Proof> proofs() {
    try {
      return log.get().of(project);
    } catch (ProblemException e) {
      LOG.warn("What runs have shown is not known: {}", e.getMessage());
      return List.of();
    }
  }
}
