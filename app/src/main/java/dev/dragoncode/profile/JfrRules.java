package dev.dragoncode.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultToolkit;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the rules of JDK Mission Control what they see in a recording. */
public final class JfrRules {

  /** All of its events are held while rules look at them, at several times this. */
  private static final long LARGEST = 256L << 20;

  /** Somebody else may need the other cores. */
  private static final int AT_ONCE = 1;

  private static final Logger LOG = LoggerFactory.getLogger(JfrRules.class);

  /** What such an agent is, whoever profiles knows: it is the profiler. */
  private static final String OWN_AGENT = "DynamicAgents";

  /** Held, since loggers that nobody holds forget their level. */
  private static final java.util.logging.Logger PARSER =
      java.util.logging.Logger.getLogger("org.openjdk.jmc");

  static {
    // what it misses in recordings of async-profiler is nobody's business
    PARSER.setLevel(java.util.logging.Level.OFF);
  }

  private JfrRules() {}

  /**
   * What a rule says.
   *
   * @param score from 0, nothing to see, to 100, certainly in the way
   * @param summary one sentence with its figures
   * @param explanation what it means and what to do
   */
  public record Finding(
      String topic, String rule, Grade grade, double score, String summary, String explanation) {}

  /** How grave a finding is. */
  public enum Grade {
    WARNING,
    INFO,
    OK
  }

  /**
   * What each rule that has something to go by says, the gravest first.
   *
   * @throws dev.dragoncode.problem.ProblemException if the recording cannot be read
   */
  public static List<Finding> of(Path recording) throws InterruptedException {
    try {
      if (Files.size(recording) > LARGEST) {
        throw ProfileProblems.tooLarge((LARGEST >> 20) + " MB, more than the rules can look at")
            .asException();
      }
      IItemCollection events = JfrLoaderToolkit.loadEvents(recording.toFile());
      List<Finding> all = new ArrayList<>();
      for (Map.Entry<IRule, Future<IResult>> each :
          RulesToolkit.evaluateParallel(
                  RuleRegistry.getRules(), events, IPreferenceValueProvider.DEFAULT_VALUES, AT_ONCE)
              .entrySet()) {
        if (each.getKey().getId().equals(OWN_AGENT)) {
          continue;
        }
        finding(each.getKey(), each.getValue()).ifPresent(all::add);
      }
      all.sort(
          Comparator.comparing(Finding::grade)
              .thenComparing(Comparator.comparingDouble(Finding::score).reversed())
              .thenComparing(Finding::rule));
      return all;
    } catch (IOException | CouldNotLoadRecordingException e) {
      throw ProfileProblems.unreadable(recording, String.valueOf(e.getMessage()))
          .causedBy(e)
          .asException();
    }
  }

  private static Optional<Finding> finding(IRule rule, Future<IResult> evaluation)
      throws InterruptedException {
    try {
      IResult result = evaluation.get();
      return grade(result.getSeverity())
          .map(grade ->
              new Finding(
                  rule.getTopic(),
                  rule.getName(),
                  grade,
                  score(result),
                  plain(result, result.getSummary()),
                  (plain(result, result.getExplanation())
                          + "\n"
                          + plain(result, result.getSolution()))
                      .strip()));
    } catch (ExecutionException | RuntimeException e) {
      // one rule that meets events it does not expect must not hide what the others say
      LOG.info("The rule {} failed", rule.getId(), e);
      return Optional.empty();
    }
  }

  private static Optional<Grade> grade(Severity severity) {
    return switch (severity) {
      case WARNING -> Optional.of(Grade.WARNING);
      case INFO -> Optional.of(Grade.INFO);
      case OK -> Optional.of(Grade.OK);
      case NA, IGNORE -> Optional.empty();
    };
  }

  private static double score(IResult result) {
    IQuantity score = result.getResult(TypedResult.SCORE);
    return score == null ? result.getSeverity().getLimit() : score.doubleValue();
  }

  private static String plain(IResult result, String message) {
    return message == null
        ? ""
        : ResultToolkit.populateMessage(result, message, false)
            .replaceAll("<[^>]{1,200}>", " ")
            .replace("''", "'")
            .replaceAll("[ \\t]+", " ")
            .strip();
  }
}
