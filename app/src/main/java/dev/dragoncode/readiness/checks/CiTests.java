package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Commands;
import dev.dragoncode.readiness.facts.Pipelines;
import dev.dragoncode.readiness.facts.Pipelines.Hit;
import dev.dragoncode.readiness.facts.Pipelines.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PRD-CITEST: a pipeline runs the tests before a change is merged, and fails with them. */
final class CiTests {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRD-CITEST",
              Phase.DELIVER,
              "CI runs the tests on pull requests",
              Weight.CRITICAL,
              Level.C,
              "Tests that only run when somebody thinks of it do not protect the main branch.",
              "Add a workflow that runs on pull_request and calls the build's test command, such as"
                  + " ./mvnw verify, npm test, pytest or go test ./..., without skipping tests."),
          CiTests::decide);

  private CiTests() {}

  private static Verdict decide(ProjectView view) {
    Pipelines pipelines = view.get(Pipelines.FACT);
    Optional<Hit> hit = pipelines.command(Commands::runsTests, Job::onChanges);
    if (hit.isPresent() && !hit.get().tolerated()) {
      List<Evidence> evidence = new ArrayList<>();
      evidence.add(line(view, hit.get().file(), hit.get().line()));
      if (!hit.get().file().equals(hit.get().job().file())) {
        evidence.add(line(view, hit.get().job().file(), hit.get().job().line()));
      }
      return Verdict.pass(
          "The job " + hit.get().job().name() + " runs " + hit.get().what(), evidence);
    }
    if (hit.isPresent()) {
      return Verdict.fail(
          "The tests run, but their failure is passed over",
          line(view, hit.get().file(), hit.get().line()));
    }
    Optional<Hit> elsewhere = pipelines.command(Commands::runsTests);
    if (elsewhere.isPresent()) {
      return Verdict.fail(
          "The tests run, but not for pull requests",
          line(view, elsewhere.get().job().file(), elsewhere.get().job().line()));
    }
    if (!pipelines.unreadable().isEmpty()) {
      return Verdict.unknown(
          pipelines.unreadable().getFirst() + " cannot be read",
          file(pipelines.unreadable().getFirst()));
    }
    if (pipelines.files().isEmpty()) {
      return Verdict.fail("There is no CI workflow");
    }
    Optional<Hit> skipped =
        pipelines.command(c -> Commands.maven(c) || Commands.gradle(c), Job::onChanges);
    return skipped
        .map(s -> Verdict.fail("The build runs without its tests", line(view, s.file(), s.line())))
        .orElseGet(() ->
            Verdict.fail(
                "No job runs this project's tests",
                pipelines.files().stream().map(f -> file(f)).toList()));
  }
}
