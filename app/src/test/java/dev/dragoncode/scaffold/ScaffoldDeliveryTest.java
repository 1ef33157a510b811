package dev.dragoncode.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.SettingsFile;
import dev.dragoncode.scaffold.Template.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What new projects are deployed, built and watched with: read by what reads it in earnest. */
class ScaffoldDeliveryTest {

  private static final Pattern COMMIT = Pattern.compile("[\\w./-]+@[0-9a-f]{40}");
  private static final Pattern MARKDOWN_LINK = Pattern.compile("]\\(([^):#]+)(#[^)]*)?\\)");

  private static final Template TEMPLATE = new Template();

  /** Made once for all tests: they only read it. */
  private static final Map<String, Map<String, File>> MADE = new ConcurrentHashMap<>();

  @ParameterizedTest
  @EnumSource
  void everyManifestSaysOnlyWhatItsKindKnows(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      Manifests manifests = Manifests.of(files(stack, capabilities));

      assertThat(manifests.misunderstood()).as("%s %s", stack, capabilities).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFileOfYamlIsYaml(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      for (File file : files(stack, capabilities).values()) {
        if (file.path().matches(".*\\.ya?ml")) {
          assertThat(Manifests.parsed(file))
              .as("%s with %s", file.path(), capabilities)
              .isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatKustomizeListsIsThereAndTheOtherWayRound(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      Map<String, File> files = files(stack, capabilities);
      Set<String> listed = new TreeSet<>();
      for (File file : files.values()) {
        if (file.path().endsWith("kustomization.yaml")) {
          Manifests.lists(file)
              .forEach(entry -> {
                String path = Manifests.resolve(file.path(), entry);
                boolean folder = files.containsKey(path + "/kustomization.yaml");
                assertThat(folder || files.containsKey(path))
                    .as(file.path() + " " + entry)
                    .isTrue();
                listed.add(path);
              });
        }
      }
      assertThat(files.keySet().stream().filter(p -> p.matches("deploy/.*\\.yaml")))
          .as(capabilities.toString())
          .allMatch(p -> p.endsWith("/kustomization.yaml") || listed.contains(p));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatPodsReferToIsMadeByTheManifests(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      Manifests manifests = Manifests.of(files(stack, capabilities));
      boolean byHand = !capabilities.contains("secrets");

      assertThat(manifests.missingReferences(byHand)).as(capabilities.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyAlertLeadsToARunbookThatNamesIt(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      Map<String, File> files = files(stack, capabilities);
      File alerts = files.get("monitoring/alerts.yaml");
      if (alerts == null) {
        continue;
      }
      for (Map<String, Object> rule : Manifests.rules(documents(alerts).getFirst())) {
        if (rule.containsKey("alert")) {
          String page = String.valueOf(Manifests.at(rule, "annotations", "runbook_url"));
          String path = page.substring(page.indexOf("docs/runbooks/"));
          assertThat(files).as(capabilities.toString()).containsKey(path);
          assertThat(at(files, path).text()).contains("`" + rule.get("alert") + "`");
          assertThat(at(files, path).text())
              .contains("## Symptom", "## Check", "## Action", "## Rollback");
          assertThat(rule).containsKeys("expr", "for", "labels");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void linksOfPagesLeadSomewhere(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      Map<String, File> files = files(stack, capabilities);
      for (File file : files.values()) {
        if (file.path().endsWith(".md")) {
          MARKDOWN_LINK
              .matcher(file.text())
              .results()
              .map(link -> Manifests.resolve(file.path(), link.group(1)))
              .forEach(path ->
                  assertThat(files).as("%s with %s", file.path(), capabilities).containsKey(path));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void workflowsAreBoundedPinnedAndMayDoLittle(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      for (File file : files(stack, capabilities).values()) {
        if (!file.path().startsWith(".github/workflows/")) {
          continue;
        }
        Map<String, Object> workflow = documents(file).getFirst();
        assertThat(workflow)
            .as(file.path())
            .containsEntry("permissions", Map.of("contents", "read"));
        assertThat(workflow).containsKey("concurrency");
        Manifests.mapping(workflow.get("jobs")).values().stream()
            .map(Manifests::mapping)
            .forEach(job -> {
              assertThat(job).as(file.path()).containsKeys("timeout-minutes", "runs-on");
              assertThat(job.get("runs-on")).isEqualTo("ubuntu-24.04");
            });
        assertThat(file.text().lines().filter(line -> line.contains("uses: ")))
            .allMatch(line -> line.contains("uses: ./") || COMMIT.matcher(line).find());
        assertThat(file.text()).doesNotContain("continue-on-error").doesNotContain("|| true");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void scriptsThatPipelinesAndPagesCallAreThereAndMayBeRun(StackKind stack) {
    Pattern script = Pattern.compile("(?<![\\w/.-])scripts/([a-z][a-z-]+)(?![\\w./-])");
    for (Set<String> capabilities : mixes()) {
      Map<String, File> files = files(stack, capabilities);
      for (File file : files.values()) {
        boolean ours = file.path().matches("(\\.git|deploy/|docs/|load/|scripts/|CONTR).*");
        if (ours) {
          script
              .matcher(file.text())
              .results()
              .map(MatchResult::group)
              .distinct()
              .forEach(path -> {
                assertThat(files).as("%s with %s", file.path(), capabilities).containsKey(path);
                assertThat(at(files, path).executable()).as(path).isTrue();
              });
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheTeamSharesIsReadWithoutAComplaint(StackKind stack) {
    for (Set<String> capabilities : mixes()) {
      File file = at(files(stack, capabilities), "dragoncode.yaml");
      SettingsFile.Result read =
          SettingsFile.read(file.text(), Path.of("dragoncode.yaml"), LocalDate.of(2026, 11, 28));

      assertThat(read.problems()).as(file.text()).isEmpty();
      assertThat(read.settings().goal()).isPresent();
      assertThat(read.settings().slos()).hasSize(capabilities.contains("slo") ? 2 : 0);
    }
  }

  @Test
  void aCanaryIsJudgedByFiguresOfItsOwnAndNoFiguresAreNoAnswer() {
    Map<String, File> files = files(StackKind.SPRING, everything());
    Map<String, Object> analysis = documents(at(files, "deploy/base/analysis.yaml")).getFirst();

    for (Object each : Manifests.list(Manifests.at(analysis, "spec", "metrics"))) {
      Map<String, Object> metric = Manifests.mapping(each);
      assertThat(String.valueOf(Manifests.at(metric, "provider", "prometheus", "query")))
          .contains("rollouts_pod_template_hash=\"{{args.revision}}\"")
          .contains(">= 50");
      assertThat(metric).containsKeys("failureLimit", "inconclusiveLimit", "count");
      assertThat(metric.get("successCondition")).asString().contains("len(result) > 0", "isNaN");
      assertThat(metric.get("failureCondition")).asString().contains("len(result) > 0", "isNaN");
    }
  }

  @Test
  void theAlertsAreTheSameWithAndWithoutACluster() {
    File plain = at(files(StackKind.NODE, Set.of("slo")), "monitoring/alerts.yaml");
    File operator =
        at(files(StackKind.NODE, Set.of("slo", "operations")), "monitoring/alerts.yaml");

    List<Object> alone = names(Manifests.rules(documents(plain).getFirst()));
    List<Object> inCluster = names(Manifests.rules(documents(operator).getFirst()));

    assertThat(inCluster).isEqualTo(alone);
  }

  private static List<Object> names(List<Map<String, Object>> rules) {
    return rules.stream().map(rule -> rule.getOrDefault("alert", rule.get("record"))).toList();
  }

  /**
   * None, all, those with most files by themselves, and all but those that most others lean on:
   * where one file names another that is not there, it shows in one of them.
   */
  private static List<Set<String>> mixes() {
    List<Set<String>> mixes = new ArrayList<>(List.of(Set.of(), everything()));
    for (String alone :
        List.of("slo", "operations", "rollout", "ci", "release", "secrets", "team")) {
      mixes.add(Capabilities.closed(List.of(alone)));
    }
    for (String missing : List.of("operations", "rollout", "database", "secrets", "ci")) {
      Set<String> others = new TreeSet<>(everything());
      others.removeIf(id -> Capabilities.closed(List.of(id)).contains(missing));
      mixes.add(others);
    }
    return mixes;
  }

  private static Set<String> everything() {
    return Capabilities.all().stream().map(Capability::id).collect(Collectors.toSet());
  }

  private static Map<String, File> files(StackKind stack, Set<String> capabilities) {
    return MADE.computeIfAbsent(
        stack + " " + new TreeSet<>(capabilities),
        _ -> {
          Map<String, File> files = new LinkedHashMap<>();
          TEMPLATE
              .files(
                  new Answers(
                      new ProjectName("shop-api"),
                      stack,
                      Answers.DEFAULT_GROUP,
                      "@acme/shop-team",
                      ResourceSpec.EXAMPLE,
                      Scope.usual(ResourceSpec.EXAMPLE, LocalDate.of(2026, 11, 28)),
                      Capabilities.closed(capabilities)))
              .forEach(file -> files.put(file.path(), file));
          return files;
        });
  }

  private static File at(Map<String, File> files, String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  private static List<Map<String, Object>> documents(File file) {
    return Manifests.documents(file);
  }
}
