package dev.dragoncode.service.profile;

import dev.dragoncode.project.ReadProject;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.service.run.RunLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Proves STG-PROFILE: a profile that was recorded while a load run went on. A profile of an idle
 * program is no baseline, so the one without the other proves nothing.
 */
public final class ProfileBaseline {

  /** How far back a partner may be: a run of the one kind is as long as the other, or longer. */
  private static final int LOOKED_AT = 20;

  private final Supplier<RunLog> log;
  private final Function<Path, ReadProject> reader;
  private final BiConsumer<Path, Proof> proofs;

  /**
   * @param reader reads a project as it is
   * @param proofs keeps a proof of a project
   */
  public ProfileBaseline(
      Supplier<RunLog> log, Function<Path, ReadProject> reader, BiConsumer<Path, Proof> proofs) {
    this.log = log;
    this.reader = reader;
    this.proofs = proofs;
  }

  /** A profile was kept; it proves something where a load run was going on. */
  public void profiled(Path project, RunRecord profile) {
    partner(project, profile, Kind.LOAD).ifPresent(load -> keep(project, profile, load));
  }

  /** A load run was kept; it proves something where a profile was recorded meanwhile. */
  public void loaded(Path project, RunRecord load) {
    partner(project, load, Kind.PROFILE).ifPresent(profile -> keep(project, profile, load));
  }

  private Optional<RunRecord> partner(Path project, RunRecord run, Kind kind) {
    List<RunRecord> newest = log.get().of(project, kind, LOOKED_AT);
    return newest.stream()
        .filter(other -> other.outcome() != Outcome.NOTHING && other.outcome() != Outcome.STOPPED)
        .filter(other -> same(other.tree(), run.tree()))
        .filter(other -> other.began().isBefore(run.ended()) && other.ended().isAfter(run.began()))
        .findFirst();
  }

  /** Whether two runs were of the same files, as far as they tell. */
  private static boolean same(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  private void keep(Path project, RunRecord profile, RunRecord load) {
    TreeHash.State now = new TreeHash().state(reader.apply(project).index());
    boolean same = profile.tree().isEmpty() || profile.tree().equals(now.contents());
    if (!same) {
      // files were written meanwhile: what was measured is no longer what is there
      return;
    }
    proofs.accept(
        project,
        new Proof(
            "STG-PROFILE",
            Proof.Kind.PROFILE,
            Proof.Outcome.SHOWN,
            profile.summary() + ", under load: " + load.summary(),
            List.of(),
            profile.began(),
            now.stamps(),
            now.contents()));
  }
}
