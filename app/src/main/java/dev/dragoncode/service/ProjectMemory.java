package dev.dragoncode.service;

import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.TrendPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept about one project from one session to the next: what runs have shown, its trend. */
public final class ProjectMemory {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectMemory.class);

  private final Path project;
  private final ProofBook proofs;
  private final Supplier<VerdictLog> verdicts;
  private final String rules;

  /**
   * @param project its real path
   * @param rules names the rules by which this version decides
   */
  public ProjectMemory(
      Path project, ProofBook proofs, Supplier<VerdictLog> verdicts, String rules) {
    this.project = project;
    this.proofs = proofs;
    this.verdicts = verdicts;
    this.rules = rules;
  }

  ProofBook proofs() {
    return proofs;
  }

  /** Keeps where the project stands. */
  void keep(ReadinessReport report, Optional<String> commit) {
    try {
      verdicts.get().keep(project, TrendPoint.of(report, commit.orElse(""), rules));
    } catch (ProblemException e) {
      LOG.warn("Where the project stands is not kept: {}", e.getMessage());
    }
  }

  /** Where it stood, oldest first. */
  List<TrendPoint> trend(int limit) {
    return verdicts.get().of(project, limit).reversed();
  }
}
