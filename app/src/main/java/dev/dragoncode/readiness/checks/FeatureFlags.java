package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.flags.Flags;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * VAL-FLAGS: new things can be switched off without a release, and somebody takes the switch out.
 */
final class FeatureFlags {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "VAL-FLAGS",
              Phase.VALIDATE,
              "Feature flags with owner and expiry",
              Weight.MEDIUM,
              Level.B,
              "A flag turns a bad release into a switch. A flag that nobody owns becomes a second"
                  + " program that nobody tests.",
              "Use OpenFeature with a file of flags (flagd reads flags.json), each with owner and"
                  + " expires in its metadata; permanent switches say so with type: ops."),
          FeatureFlags::decide);

  private static final Pattern CLIENT =
      Pattern.compile(
          "dev\\.openfeature(\\.contrib\\..*)?:.*|@openfeature/.*|openfeature-(sdk|provider-.*)|github\\.com/open-feature/.*"
              + "|org\\.togglz:.*|io\\.getunleash:.*|unleash-client|unleashclient|github\\.com/Unleash/.*"
              + "|com\\.launchdarkly:.*|@launchdarkly/.*|launchdarkly-.*|github\\.com/launchdarkly/.*"
              + "|@growthbook/.*|growthbook|flipper|django-waffle|flagsmith(-.*)?|@flagsmith/.*|com\\.flagsmith:.*|configcat-.*|com\\.configcat:.*|posthog-node");

  private FeatureFlags() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Dependency> client = manifests.uses(d -> CLIENT.matcher(d.name()).matches());
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    for (IndexedFile each : Flags.files(view)) {
      Optional<Node> root =
          each.extension().equals("json")
              ? view.parse(each, Flags.JSON).value()
              : view.parse(each, Compose.YAML).value().flatMap(all -> all.stream().findFirst());
      root.ifPresent(r -> flags(view, each, r, good, bad));
    }
    if (client.isEmpty()) {
      return good.isEmpty() && bad.isEmpty()
          ? none(view)
          : Verdict.fail(
              "There is a file of flags, but no client reads it", good.isEmpty() ? bad : good);
    }
    Evidence place = line(view, client.get().file(), client.get().line());
    if (!bad.isEmpty()) {
      return Verdict.fail(
          bad.size() == 1
              ? "A flag has no owner or no day on which it goes"
              : bad.size() + " flags have no owner or no day on which they go",
          bad);
    }
    if (!good.isEmpty()) {
      return Verdict.pass("Every flag has an owner and an end", good);
    }
    return Wiring.attested(view, "VAL-FLAGS")
        .orElseGet(() ->
            Verdict.unknown(
                "Flags are kept outside this folder; whether each has an owner and an end should be"
                    + " attested in dragoncode.yaml",
                place));
  }

  private static Verdict none(ProjectView view) {
    return !Wiring.deployed(view)
        ? Verdict.notApplicable("The project is no service: others use it as a library or tool")
        : Verdict.fail("Nothing can be switched without a release");
  }

  private static void flags(
      ProjectView view, IndexedFile file, Node root, List<Evidence> good, List<Evidence> bad) {
    List<Node.Entry> entries = root.entries("flags");
    for (Node.Entry each : entries.isEmpty() ? root.entries() : entries) {
      if (!(each.value() instanceof Node.Mapping)) {
        continue;
      }
      boolean owner = says(each.value(), "owner", "team", "maintainer");
      boolean end =
          says(each.value(), "expires", "expiry", "expiresOn", "removeBy", "removalDate", "until");
      boolean permanent =
          Stream.of("type", "kind")
              .flatMap(k ->
                  Stream.concat(
                      each.value().text(k).stream(), each.value().text("metadata", k).stream()))
              .anyMatch(t -> t.matches("(?i)ops|operational|permanent|kill-?switch|permission"));
      (owner && (end || permanent) ? good : bad).add(line(view, file.path(), each.line()));
    }
  }

  private static boolean says(Node flag, String... keys) {
    return Stream.of(keys)
        .anyMatch(k ->
            flag.text(k).or(() -> flag.text("metadata", k)).filter(v -> !v.isBlank()).isPresent());
  }
}
