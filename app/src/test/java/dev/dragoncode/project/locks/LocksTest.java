package dev.dragoncode.project.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each kind of lock file resolves to. */
class LocksTest {

  private final FolderFixture folder = new FolderFixture();

  private PackageGraph graph() {
    List<PackageGraph> graphs = folder.view().get(Locks.FACT).graphs();
    assertThat(graphs).hasSize(1);
    return graphs.getFirst();
  }

  /** {@code name@version use by way, line}. */
  private static List<String> told(PackageGraph graph) {
    return graph.packages().stream()
        .map(
            p -> "%s %s by %s, %d".formatted(p.id(), p.use(), String.join(">", p.path()), p.line()))
        .toList();
  }

  @Test
  void readsAPackageLockOfVersionThreeWithWorkspacesAndNestedCopies() {
    folder
        .with("package.json", "{\"workspaces\": [\"web\"], \"dependencies\": {\"b\": \"1\"}}")
        .with(
            "package-lock.json",
            """
            {"lockfileVersion": 3, "packages": {
             "": {"workspaces": ["web"], "dependencies": {"b": "1"}, "devDependencies": {"d": "1"}},
             "web": {"name": "web", "dependencies": {"a": "2"}},
             "node_modules/web": {"resolved": "web", "link": true},
             "node_modules/a": {"version": "1.0.0", "dev": true},
             "node_modules/b": {"version": "1.1.0", "dependencies": {"c": "1"},
               "integrity": "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="},
             "node_modules/b/node_modules/c": {"version": "1.2.0"},
             "node_modules/d": {"version": "4.0.0", "dependencies": {"a": "1"}},
             "web/node_modules/a": {"version": "2.0.0"}}}
            """);

    assertThat(told(graph()))
        .containsExactlyInAnyOrder(
            "a@1.0.0 DEVELOPMENT by d@4.0.0>a@1.0.0, 5",
            "b@1.1.0 RUNTIME by b@1.1.0, 6",
            "c@1.2.0 RUNTIME by b@1.1.0>c@1.2.0, 8",
            "d@4.0.0 DEVELOPMENT by d@4.0.0, 9",
            "a@2.0.0 RUNTIME by a@2.0.0, 10");
    assertThat(graph().packages().get(1).hashes())
        .extracting(ResolvedPackage.Hash::hex)
        .containsExactly("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    assertThat(graph().gaps()).isEmpty();
  }

  @Test
  void readsAPackageLockOfVersionOne() {
    folder
        .with("package.json", "{\"dependencies\": {\"a\": \"1\"}}")
        .with(
            "package-lock.json",
            """
            {"lockfileVersion": 1, "dependencies": {
             "a": {"version": "1.0.0", "requires": {"b": "^1.0.0"},
               "dependencies": {"b": {"version": "1.5.0"}}},
             "b": {"version": "2.0.0", "dev": true},
             "other": {"version": "npm:real@3.0.0"},
             "own": {"version": "file:../own"}}}
            """);

    assertThat(told(graph()))
        .containsExactlyInAnyOrder(
            "a@1.0.0 RUNTIME by a@1.0.0, 2",
            "b@1.5.0 RUNTIME by a@1.0.0>b@1.5.0, 3",
            "b@2.0.0 DEVELOPMENT by b@2.0.0, 4",
            "real@3.0.0 RUNTIME by real@3.0.0, 5");
  }

  @Test
  void readsPnpmLocksOfVersionNineAndSix() {
    FolderFixture nine =
        new FolderFixture()
            .with("package.json", "{\"dependencies\": {\"a\": \"1\"}}")
            .with(
                "pnpm-lock.yaml",
                """
                lockfileVersion: '9.0'
                importers:
                  .:
                    dependencies:
                      a: {specifier: ^1.0.0, version: 1.0.0(p@2.0.0)}
                    devDependencies:
                      '@s/t': {specifier: 1, version: 1.1.0}
                packages:
                  a@1.0.0: {resolution: {integrity: sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=}}
                  p@2.0.0: {}
                  '@s/t@1.1.0': {}
                snapshots:
                  a@1.0.0(p@2.0.0):
                    dependencies: {p: 2.0.0}
                  p@2.0.0: {}
                  '@s/t@1.1.0': {}
                """);
    FolderFixture six =
        new FolderFixture()
            .with("package.json", "{\"dependencies\": {\"a\": \"1\"}}")
            .with(
                "pnpm-lock.yaml",
                """
                lockfileVersion: '6.0'
                dependencies:
                  a: {specifier: ^1.0.0, version: 1.0.0}
                packages:
                  /a@1.0.0:
                    dependencies: {'@s/t': 1.1.0}
                  /@s/t@1.1.0: {dev: false}
                """);

    assertThat(told(nine.view().get(Locks.FACT).graphs().getFirst()))
        .containsExactlyInAnyOrder(
            "a@1.0.0 RUNTIME by a@1.0.0, 9",
            "p@2.0.0 RUNTIME by a@1.0.0>p@2.0.0, 10",
            "@s/t@1.1.0 DEVELOPMENT by @s/t@1.1.0, 11");
    assertThat(told(six.view().get(Locks.FACT).graphs().getFirst()))
        .containsExactlyInAnyOrder(
            "a@1.0.0 RUNTIME by a@1.0.0, 5", "@s/t@1.1.0 RUNTIME by a@1.0.0>@s/t@1.1.0, 7");
  }

  @Test
  void readsYarnLocksOldAndNew() {
    FolderFixture classic =
        new FolderFixture()
            .with("package.json", "{\"dependencies\": {\"a\": \"^1.0.0\"}}")
            .with(
                "yarn.lock",
                """
                # yarn lockfile v1


                a@^1.0.0:
                  version "1.0.0"
                  dependencies:
                    "@s/t" "^1.0.0"

                "@s/t@^1.0.0", "@s/t@^1.1.0":
                  version "1.1.0"
                """);
    FolderFixture berry =
        new FolderFixture()
            .with("package.json", "{\"devDependencies\": {\"a\": \"^1.0.0\"}}")
            .with(
                "yarn.lock",
                """
                __metadata:
                  version: 8

                "a@npm:^1.0.0":
                  version: 1.0.0
                  resolution: "a@npm:1.0.0"
                  dependencies:
                    "@s/t": "npm:^1.0.0"

                "@s/t@npm:^1.0.0":
                  version: 1.1.0
                  resolution: "@s/t@npm:1.1.0"

                "shop@workspace:.":
                  version: 0.0.0-use.local
                  resolution: "shop@workspace:."
                """);

    assertThat(told(classic.view().get(Locks.FACT).graphs().getFirst()))
        .containsExactlyInAnyOrder(
            "a@1.0.0 RUNTIME by a@1.0.0, 4", "@s/t@1.1.0 RUNTIME by a@1.0.0>@s/t@1.1.0, 9");
    assertThat(told(berry.view().get(Locks.FACT).graphs().getFirst()))
        .containsExactlyInAnyOrder(
            "a@1.0.0 DEVELOPMENT by a@1.0.0, 4",
            "@s/t@1.1.0 DEVELOPMENT by a@1.0.0>@s/t@1.1.0, 10");
  }

  @Test
  void readsPoetryLocks() {
    FolderFixture poetry =
        new FolderFixture()
            .with(
                "pyproject.toml",
                """
                [tool.poetry]
                name = "shop"
                [tool.poetry.dependencies]
                Flask_X = "^2"
                [tool.poetry.group.dev.dependencies]
                pytest = "^8"
                """)
            .with(
                "poetry.lock",
                """
                [[package]]
                name = "flask.x"
                version = "2.0"
                [package.dependencies]
                Jinja2 = ">=3"
                [[package]]
                name = "jinja2"
                version = "3.1"
                [[package]]
                name = "pytest"
                version = "8.0"
                """);

    assertThat(told(poetry.view().get(Locks.FACT).graphs().getFirst()))
        .containsExactlyInAnyOrder(
            "flask-x@2.0 RUNTIME by flask-x@2.0, 1",
            "jinja2@3.1 RUNTIME by flask-x@2.0>jinja2@3.1, 6",
            "pytest@8.0 DEVELOPMENT by pytest@8.0, 9");
  }

  @Test
  void readsPinnedRequirementsAndPipfileLocks() {
    FolderFixture pinned =
        new FolderFixture()
            .with(
                "requirements.txt",
                """
                # made by pip-compile
                django==4.2.1 \\
                    --hash=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                    # via -r requirements.in
                uvicorn[standard]==0.30.0 ; python_version > "3.8"
                """)
            .with("requirements-dev.txt", "pytest===8.0\nloose\n");
    List<PackageGraph> graphs = pinned.view().get(Locks.FACT).graphs();

    assertThat(graphs).hasSize(2);
    assertThat(graphs.stream().flatMap(g -> told(g).stream()))
        .containsExactlyInAnyOrder(
            "django@4.2.1 RUNTIME by django@4.2.1, 2",
            "uvicorn@0.30.0 RUNTIME by uvicorn@0.30.0, 5",
            "pytest@8.0 DEVELOPMENT by pytest@8.0, 1");
    assertThat(graphs.stream().flatMap(g -> g.gaps().stream()))
        .containsExactly("requirements-dev.txt: 1 requirement has no exact version");
  }

  @Test
  void readsGoModulesWithReplacements() {
    folder.with(
        "go.mod",
        """
        module example.org/shop

        go 1.22.1

        require (
        \tgithub.com/a/b v1.0.0
        \tgithub.com/c/d v1.1.0 // indirect
        \tgithub.com/e/f v1.2.0
        )

        replace github.com/a/b => github.com/fork/b v1.0.1

        replace github.com/e/f => ../f
        """);

    assertThat(told(graph()))
        .containsExactly(
            "github.com/fork/b@v1.0.1 RUNTIME by github.com/fork/b@v1.0.1, 6",
            "github.com/c/d@v1.1.0 RUNTIME by github.com/c/d@v1.1.0, 7");
    assertThat(graph().gaps()).isEmpty();
  }

  @Test
  void readsGradleLocksByConfiguration() {
    folder
        .with("build.gradle", "plugins { id 'java' }\ndependencies { implementation 'g:a:1.0' }\n")
        .with(
            "gradle.lockfile",
            """
            # This is a Gradle generated file
            g:a:1.0=compileClasspath,runtimeClasspath,testRuntimeClasspath
            g:junit:5=testCompileClasspath,testRuntimeClasspath
            empty=annotationProcessor
            """);

    assertThat(told(graph()))
        .containsExactly("g:a@1.0 RUNTIME by g:a@1.0, 2", "g:junit@5 DEVELOPMENT by g:junit@5, 3");
  }

  @Test
  void aBrokenOrMissingLockIsAGapAndNoError() {
    folder
        .with("web/package.json", "{\"dependencies\": {\"a\": \"1\"}}")
        .with("web/package-lock.json", "{\"packages\": {\"\": ")
        .with("api/package.json", "{\"dependencies\": {\"a\": \"1\"}}");

    assertThat(folder.view().get(Locks.FACT).graphs())
        .allSatisfy(g -> {
          assertThat(g.packages()).isEmpty();
          assertThat(g.gaps()).hasSize(1);
        })
        .hasSize(2);
  }

  @Test
  void useIsTheNearestWayWhateverTheOrderOfTheFile() {
    GraphBuilder graph = new GraphBuilder("lock", Ecosystem.NPM);
    graph.root("tool", Use.DEVELOPMENT);
    graph.root("app", Use.RUNTIME);
    graph.add("tool", "tool", "1", 1, List.of(), List.of("shared"), List.of());
    graph.add("shared", "shared", "1", 2, List.of(), List.of(), List.of());
    graph.add("app", "app", "1", 3, List.of(), List.of("inner"), List.of("maybe"));
    graph.add("inner", "inner", "1", 4, List.of(), List.of("shared"), List.of());
    graph.add("maybe", "maybe", "1", 5, List.of(), List.of("app"), List.of());

    assertThat(told(graph.build()))
        .containsExactly(
            "tool@1 DEVELOPMENT by tool@1, 1",
            "shared@1 RUNTIME by app@1>inner@1>shared@1, 2",
            "app@1 RUNTIME by app@1, 3",
            "inner@1 RUNTIME by app@1>inner@1, 4",
            "maybe@1 OPTIONAL by app@1>maybe@1, 5");
  }
}
