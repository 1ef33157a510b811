package dev.dragoncode.service.run;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.ServicePlan;
import dev.dragoncode.run.probe.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hands on what probing tells, and notes it for the history. */
public record ProbeNotes(ProbeService.Listener listener, RunRecorder.Notes notes)
    implements ProbeService.Listener {

  @Override
  public void starts(ServicePlan plan) {
    notes.command(plan.shown());
    listener.starts(plan);
  }

  @Override
  public void prints(OutputLine line) {
    notes.line(line.text());
    listener.prints(line);
  }

  @Override
  public void answers(String address) {
    notes.line("> probing " + address);
    listener.answers(address);
  }

  @Override
  public void shown(Shown shown) {
    notes.line("%-8s %s: %s".formatted(word(shown), shown.check(), shown.summary()));
    listener.shown(shown);
  }

  static RunRecorder.Ended ended(List<Shown> all) {
    long holds = all.stream().filter(each -> each.outcome() == Proof.Outcome.SHOWN).count();
    long refuted = all.stream().filter(each -> each.outcome() == Proof.Outcome.REFUTED).count();
    RunRecord.Outcome outcome = holds > 0 ? RunRecord.Outcome.PASSED : RunRecord.Outcome.NOTHING;
    return new RunRecorder.Ended(
        refuted > 0 ? RunRecord.Outcome.FAILED : outcome,
        "%d shown, %d refuted, %d open".formatted(holds, refuted, all.size() - holds - refuted),
        Map.of("probes", all.stream().map(ProbeNotes::json).toList()));
  }

  /** A probe in plain values. */
  public static Map<String, Object> json(Shown shown) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("check", shown.check());
    one.put("outcome", word(shown));
    one.put("summary", shown.summary());
    return one;
  }

  private static String word(Shown shown) {
    return shown.outcome().name().toLowerCase(Locale.ROOT);
  }
}
