package dev.dragoncode.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The laws of app/docs/architecture.md. An exception to one stands here with its reason. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.dragoncode");

  @Test
  void dependenciesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.dragoncode..")
        .layer("shared")
        .definedBy("dev.dragoncode.problem..", "dev.dragoncode.snapshot..")
        .layer("domain")
        .definedBy(
            "dev.dragoncode.project..",
            "dev.dragoncode.readiness..",
            "dev.dragoncode.change..",
            "dev.dragoncode.fix..",
            "dev.dragoncode.profile..",
            "dev.dragoncode.load..",
            "dev.dragoncode.emulators.model..")
        .layer("adapters")
        .definedBy(
            "dev.dragoncode.io..",
            "dev.dragoncode.emulators.browse..",
            "dev.dragoncode.emulators.catalog..",
            "dev.dragoncode.emulators.engine..",
            "dev.dragoncode.emulators.launcher..",
            "dev.dragoncode.emulators.probe..",
            "dev.dragoncode.fakes..",
            "dev.dragoncode.emulators.seed..",
            "dev.dragoncode.emulators.lifecycle..")
        .layer("services")
        .definedBy("dev.dragoncode.service..")
        .layer("faces")
        .definedBy("dev.dragoncode.ui..", "dev.dragoncode.cli..")
        .layer("start")
        .definedBy("dev.dragoncode.app..")
        .optionalLayer("start tools")
        .definedBy("dev.dragoncode.icons..")
        .whereLayer("start")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("faces")
        .mayOnlyBeAccessedByLayers("start")
        .whereLayer("services")
        .mayOnlyBeAccessedByLayers("faces", "start")
        // faces name the ends that the lifecycle knows (stop, leave running) and its control
        .whereLayer("adapters")
        .mayOnlyBeAccessedByLayers("services", "faces", "start")
        .check(CODE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.dragoncode.(**)").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void onlyTheDockerEngineKnowsDockerJava() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dragoncode.emulators.engine.docker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.dockerjava..")
        .check(CODE);
  }

  @Test
  void onlyTheKubernetesEngineKnowsItsClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dragoncode.emulators.engine.kubernetes..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(CODE);
  }

  @Test
  void onlyOnePackageKnowsTheSshLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dragoncode.io.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.sshd..")
        .check(CODE);
  }

  @Test
  void onlyLoadRunsAndFakesKnowNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.dragoncode.service.load..", "dev.dragoncode.fakes..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CODE);
  }

  @Test
  void onlyTheWindowAndItsStartKnowJavaFx() {
    noClasses()
        .that(
            resideInAPackage("dev.dragoncode..")
                .and(DescribedPredicate.not(resideInAPackage("dev.dragoncode.ui..")))
                .and(DescribedPredicate.not(name("dev.dragoncode.app.JavaFx"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..", "org.kordamp..")
        .check(CODE);
  }

  @Test
  void viewModelsHoldNoNodes() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .should()
        .dependOnClassesThat(resideInAnyPackage("javafx.scene..", "javafx.stage.."))
        .check(CODE);
  }

  @Test
  void onlyOnePlaceStartsProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dragoncode.io.process..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CODE);
  }

  @Test
  void onlyTheDispatcherCrossesToTheFxThread() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.dragoncode.ui.fx.UiDispatcher")
        .should()
        .callMethod("javafx.application.Platform", "runLater", Runnable.class.getName())
        .check(CODE);
  }

  @Test
  void theEngineModuleKnowsNothingOfTheApp() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.dragoncode.emulators..",
            "dev.dragoncode.io.files..",
            "dev.dragoncode.io.process..",
            "dev.dragoncode.io.ssh..",
            "dev.dragoncode.problem..",
            "dev.dragoncode.snapshot..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.dragoncode.app..",
            "dev.dragoncode.project..",
            "dev.dragoncode.readiness..",
            "dev.dragoncode.change..",
            "dev.dragoncode.fix..",
            "dev.dragoncode.service..",
            "dev.dragoncode.io.store..",
            "dev.dragoncode.ui..",
            "dev.dragoncode.cli..")
        .check(CODE);
  }

  @Test
  void theModelIsPlainJava() {
    classes()
        .that()
        .resideInAPackage("dev.dragoncode.emulators.model..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "dev.dragoncode.emulators.model..",
                "dev.dragoncode.problem..",
                "org.jspecify.."))
        .check(CODE);
  }

  @Test
  void packagesAreNullMarked() {
    List<String> unmarked =
        CODE.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p ->
                p.tryGetPackageInfo()
                    .map(i -> !i.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                    .orElse(true))
            .map(p -> p.getName())
            .toList();
    org.assertj.core.api.Assertions.assertThat(unmarked).isEmpty();
  }

  @Test
  void nothingIsPrintedPastTheLogAndTheTerminal() {
    for (var rule :
        Arrays.asList(
            noClasses()
                .that()
                // quietens JavaFX, which logs there
                .doNotHaveFullyQualifiedName("dev.dragoncode.app.JavaFx")
                .and()
                // quietens Mission Control's parser, which logs there
                .doNotHaveFullyQualifiedName("dev.dragoncode.profile.JfrRules")
                .should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING),
            noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.dragoncode.app.Main")
                .and()
                // the log of a server that runs alone
                .doNotHaveFullyQualifiedName("dev.dragoncode.fakes.server.ServerLog")
                .and()
                // launchers run in an engine's own process, whose output is its log
                .resideOutsideOfPackages(
                    "dev.dragoncode.icons..", "dev.dragoncode.emulators.launcher..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS))) {
      rule.check(CODE);
    }
  }
}
