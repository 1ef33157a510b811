package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.ProjectSettings.AllowedSecret;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.secrets.SecretHistory;
import dev.dragoncode.project.secrets.SecretHistory.Brought;
import dev.dragoncode.project.secrets.SecretHistory.Past;
import dev.dragoncode.project.secrets.SecretHit;
import dev.dragoncode.project.secrets.TreeSecrets;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PRE-SECRETS: no password or key lies in the files or in the commits before them. */
final class Secrets implements Check {

  /** Stands for what is in commits only. */
  private static final String GIT = ".git";

  private final SecretHistory history;

  /** Asked again only after git's index has changed, since a save brings nothing into it. */
  private final Fact<Past> past;

  Secrets(Outside outside) {
    history = outside.history();
    past = new Fact<>("history", view -> history.of(view.source()));
  }

  @Override
  public CheckSpec spec() {
    return new CheckSpec(
        "PRE-SECRETS",
        Phase.HARDEN,
        "No secrets in the files or in the history",
        Weight.CRITICAL,
        Level.C,
        "Whoever can read the repository, today or in years, can use what it holds; deleting the"
            + " line leaves it in every clone.",
        "Make a new secret at whoever issued it and end the old one; only then take it out of the"
            + " file. What is none, or opens nothing any more, goes by its fingerprint into secrets,"
            + " allow of dragoncode.yaml, with a reason.");
  }

  @Override
  public Depth depth() {
    return Depth.SOURCES;
  }

  @Override
  public Verdict decide(ProjectView view) {
    Set<String> allowed =
        view.settings().allowedSecrets().stream()
            .map(AllowedSecret::fingerprint)
            .collect(Collectors.toSet());
    List<Evidence> places = new ArrayList<>();
    Set<String> present = new LinkedHashSet<>();
    String first = "";
    for (Map.Entry<String, List<SecretHit>> file : view.get(TreeSecrets.FACT).byFile().entrySet()) {
      for (SecretHit hit : file.getValue()) {
        present.add(hit.fingerprint());
        if (!allowed.contains(hit.fingerprint())) {
          places.add(new Evidence(file.getKey(), hit.line(), hit.excerpt()));
          first =
              first.isEmpty()
                  ? "%s in %s, fingerprint %s"
                      .formatted(hit.title(), file.getKey(), hit.fingerprint())
                  : first;
        }
      }
    }
    Past known = view.get(past);
    // unless it is still being read
    Past now = known.gap().isEmpty() ? known : history.of(view.source());
    List<Brought> gone =
        now.found().stream()
            .filter(b -> !allowed.contains(b.hit().fingerprint()))
            .filter(b -> !present.contains(b.hit().fingerprint()))
            .toList();
    gone.forEach(b -> places.add(evidence(b)));
    if (places.isEmpty()) {
      return clean(now, present.size(), view.source().repository().isPresent());
    }
    if (first.isEmpty()) {
      Brought old = gone.getFirst();
      first =
          "%s in %s of commit %s, gone from the files since, fingerprint %s"
              .formatted(old.hit().title(), old.path(), old.commit(), old.hit().fingerprint());
    }
    return Verdict.fail(
        capital(first) + (places.size() > 1 ? "; " + (places.size() - 1) + " more" : ""), places);
  }

  private static Evidence evidence(Brought each) {
    return new Evidence(
        GIT,
        0,
        "%s %s:%d %s"
            .formatted(each.commit(), each.path(), each.hit().line(), each.hit().excerpt()));
  }

  private static Verdict clean(Past past, int allowed, boolean repository) {
    if (!past.gap().isEmpty()) {
      return Verdict.unknown("No secret is in the files; the history " + past.gap());
    }
    String summary =
        "No secret is in the files"
            + (repository ? " or in " + past.commits() + " commits" : "")
            + (allowed > 0 ? "; " + allowed + " allowed in dragoncode.yaml" : "");
    return new Verdict(Status.PASS, summary, List.of(), Optional.of(summary));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
