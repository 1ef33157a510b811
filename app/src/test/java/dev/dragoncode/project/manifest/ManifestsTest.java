package dev.dragoncode.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {

  @Test
  void readsPomsWithParentsPropertiesAndManagedVersions() {
    Manifests manifests =
        manifests(
            new FolderFixture()
                .with(
                    "pom.xml",
                    """
                    <project>
                      <groupId>com.acme</groupId><artifactId>all</artifactId><version>1</version>
                      <properties><guava.version>33.3.1-jre</guava.version></properties>
                      <dependencyManagement><dependencies>
                        <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId>
                          <version>${guava.version}</version></dependency>
                      </dependencies></dependencyManagement>
                    </project>
                    """)
                .with(
                    "web/pom.xml",
                    """
                    <project>
                      <parent><groupId>com.acme</groupId><artifactId>all</artifactId></parent>
                      <artifactId>web</artifactId>
                      <dependencies>
                        <!-- <dependency><groupId>no</groupId><artifactId>no</artifactId></dependency> -->
                        <dependency>
                          <groupId>com.google.guava</groupId>
                          <artifactId>guava</artifactId>
                        </dependency>
                        <dependency><groupId>org.junit.jupiter</groupId>
                          <artifactId>junit-jupiter</artifactId><scope>test</scope></dependency>
                      </dependencies>
                    </project>
                    """));

    Module web = manifests.modules().getLast();
    assertThat(web.folder()).isEqualTo("web");
    assertThat(web.dependencies()).hasSize(2);
    assertThat(web.dependencies().getFirst())
        .isEqualTo(
            new Dependency(
                "com.google.guava:guava",
                java.util.Optional.of("33.3.1-jre"),
                Dependency.Scope.MAIN,
                "web/pom.xml",
                8));
    assertThat(web.dependencies().getLast().main()).isFalse();
  }

  @Test
  void readsGradleInBothLanguagesWithItsCatalog() {
    Manifests manifests =
        manifests(
            new FolderFixture()
                .with(
                    "gradle/libs.versions.toml",
                    """
                    [versions]
                    boot = "3.5.7"
                    [libraries]
                    spring-web = { module = "org.springframework.boot:spring-boot-starter-web", version.ref = "boot" }
                    [plugins]
                    spring-boot = { id = "org.springframework.boot", version.ref = "boot" }
                    """)
                .with(
                    "build.gradle.kts",
                    """
                    plugins {
                      java
                      alias(libs.plugins.spring.boot)
                    }
                    dependencies {
                      implementation(libs.spring.web)
                      // implementation("com.acme:not:1")
                      testImplementation("org.assertj:assertj-core:3.27.0")
                    }
                    """)
                .with(
                    "lib/build.gradle",
                    """
                    apply plugin: 'java-library'
                    dependencies {
                      api platform('com.acme:bom:1')
                      runtimeOnly group: 'org.postgresql', name: 'postgresql', version: '42.7.4'
                    }
                    """));

    Module root = manifests.modules().getFirst();
    assertThat(root.dependencies())
        .extracting(Dependency::name)
        .containsExactly(
            "org.springframework.boot:spring-boot-starter-web", "org.assertj:assertj-core");
    assertThat(root.plugins())
        .extracting(BuildPlugin::name)
        .contains("java", "org.springframework.boot");
    assertThat(manifests.modules().getLast().dependencies())
        .extracting(Dependency::name)
        .containsExactly("com.acme:bom", "org.postgresql:postgresql");
  }

  @Test
  void readsPythonInItsManyForms() {
    Manifests manifests =
        manifests(
            new FolderFixture()
                .with(
                    "api/pyproject.toml",
                    """
                    [project]
                    name = "api"
                    dependencies = ["FastAPI>=0.115", "psycopg[binary]==3.2.3 ; python_version > '3'"]
                    [dependency-groups]
                    dev = ["pytest"]
                    """)
                .with(
                    "old/pyproject.toml",
                    """
                    [tool.poetry.dependencies]
                    python = "^3.12"
                    django = "5.1.3"
                    [tool.poetry.group.dev.dependencies]
                    black = "*"
                    """)
                .with(
                    "plain/requirements.txt",
                    "# web\nflask==3.0.3\n-r other.txt\nredis>=5 # cache\n"));

    assertThat(names(manifests, "api")).containsExactly("fastapi", "psycopg", "pytest");
    assertThat(names(manifests, "old")).containsExactly("django", "black");
    assertThat(names(manifests, "plain")).containsExactly("flask", "redis");
    assertThat(manifests.uses("pytest")).isEmpty();
    assertThat(manifests.uses("psycopg").orElseThrow().version()).contains("==3.2.3");
  }

  @Test
  void readsGoAndNode() {
    Manifests manifests =
        manifests(
            new FolderFixture()
                .with(
                    "fleet/go.mod",
                    """
                    module example.com/fleet

                    go 1.23

                    require (
                      github.com/jackc/pgx/v5 v5.7.1
                      golang.org/x/sys v0.26.0 // indirect
                    )
                    require github.com/go-chi/chi/v5 v5.1.0
                    """)
                .with(
                    "ledger/package.json",
                    """
                    {
                      "name": "ledger",
                      "packageManager": "pnpm@9.12.0",
                      "dependencies": {"fastify": "5.1.0"},
                      "devDependencies": {"vitest": "2.1.0"}
                    }
                    """));

    assertThat(names(manifests, "fleet"))
        .containsExactly("github.com/jackc/pgx/v5", "github.com/go-chi/chi/v5");
    Module ledger = manifests.modules().getLast();
    assertThat(ledger.tool()).isEqualTo(Stack.BuildTool.PNPM);
    assertThat(ledger.dependencies()).extracting(Dependency::line).containsExactly(4, 5);
  }

  @Test
  void fixturesAndSamplesAreLeftOutUnlessThereIsNothingElse() {
    FolderFixture folder = new FolderFixture().with("samples/a/package.json", "{\"name\": \"a\"}");
    assertThat(manifests(folder).modules()).hasSize(1);

    folder.with("package.json", "{\"name\": \"b\"}");
    assertThat(manifests(folder).modules()).extracting(Module::folder).containsExactly("");
  }

  @Test
  void aPackageCalledExampleIsNoExample() {
    assertThat(Paths.notShipped("src/main/java/com/example/shop/A.java")).isFalse();
    assertThat(Paths.notShipped("examples/src/main/java/com/acme/A.java")).isTrue();
  }

  @Test
  void brokenManifestsAreToldOfAndTheOthersRead() {
    Manifests manifests =
        manifests(
            new FolderFixture()
                .with("a/pom.xml", "<project><dependencies></project>")
                .with("b/package.json", "{\"name\": ")
                .with("c/go.mod", "module c\n"));

    assertThat(manifests.broken()).hasSize(2);
    assertThat(manifests.modules()).hasSize(1);
  }

  @Test
  void namesFrameworksForTheWelcomeScreen() {
    assertThat(label("pom.xml", boot())).isEqualTo("Spring Boot");
    assertThat(label("package.json", "{\"name\":\"a\",\"dependencies\":{\"fastify\":\"5\"}}"))
        .isEqualTo("Node · Fastify");
    assertThat(label("requirements.txt", "fastapi==0.115.0\n")).isEqualTo("FastAPI");
    assertThat(label("go.mod", "module a\n\ngo 1.23\n")).isEqualTo("Go");
    assertThat(label("build.gradle", "plugins { id 'java' }\n")).isEqualTo("Java · Gradle");
  }

  private static String boot() {
    return "<project><dependencies><dependency><groupId>org.springframework.boot</groupId>"
        + "<artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>";
  }

  private static String label(String path, String text) {
    ProjectView view = new FolderFixture().with(path, text).view();
    return view.get(StackDetector.FACT).getFirst().label();
  }

  private static List<String> names(Manifests manifests, String folder) {
    return manifests.modules().stream()
        .filter(m -> m.folder().equals(folder))
        .flatMap(m -> m.dependencies().stream())
        .map(Dependency::name)
        .toList();
  }

  private static Manifests manifests(FolderFixture folder) {
    return folder.view().get(Manifests.FACT);
  }
}
