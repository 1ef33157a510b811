package dev.dragoncode.io.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.locks.PackageGraph;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resolves POMs from a local repository that a test has filled. */
class LocalMavenGraphsTest {

  @TempDir Path folder;
  private final FolderFixture project = new FolderFixture();

  private void repository(String artifact, String body) throws IOException {
    String[] part = artifact.split(":", -1);
    Path file =
        folder.resolve(
            "m2/%s/%s/%s/%s-%s.pom"
                .formatted(part[0].replace('.', '/'), part[1], part[2], part[1], part[2]));
    Files.createDirectories(file.getParent());
    Files.writeString(file, pom(artifact, body));
  }

  private void module(String path, String text) throws IOException {
    project.with(path, text);
    Path file = folder.resolve("shop").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String pom(String artifact, String body) {
    String[] part = artifact.split(":", -1);
    return "<project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>"
        .formatted(part[0], part[1], part[2], body);
  }

  private static String needs(String... artifacts) {
    StringBuilder out = new StringBuilder("<dependencies>");
    for (String each : artifacts) {
      String[] part = each.split(":", -1);
      out.append(
          "<dependency>\n<groupId>%s</groupId>\n<artifactId>%s</artifactId>"
              .formatted(part[0], part[1]));
      out.append(part.length > 2 && !part[2].isEmpty() ? "<version>" + part[2] + "</version>" : "");
      out.append(part.length > 3 ? "<scope>" + part[3] + "</scope>" : "");
      out.append(part.length > 3 && part[3].equals("import") ? "<type>pom</type>" : "");
      out.append("</dependency>");
    }
    return out + "</dependencies>";
  }

  private static String manages(String... artifacts) {
    return "<dependencyManagement>" + needs(artifacts) + "</dependencyManagement>";
  }

  private List<PackageGraph> graphs() {
    List<Module> modules = project.view().get(Manifests.FACT).of(BuildTool.MAVEN);
    return new LocalMavenGraphs(Optional.of(folder.resolve("m2")))
        .of(folder.resolve("shop"), modules);
  }

  private static List<String> told(PackageGraph graph) {
    return graph.packages().stream()
        .map(p -> p.id() + " " + p.use() + " " + p.path().size() + " " + p.line())
        .toList();
  }

  @Test
  void takesVersionsFromParentsAndPlatformsAndLeavesOutWhatIsExcluded() throws Exception {
    repository(
        "g:base:1",
        "<packaging>pom</packaging><properties><a.version>1.5</a.version></properties>"
            + manages("g:a:${a.version}"));
    repository("g:platform:1", "<packaging>pom</packaging>" + manages("g:b:2.5", "g:c:3.5"));
    repository("g:a:1.5", needs("g:b:2.0", "g:d:1"));
    repository("g:b:2.5", needs("g:c:3.0", "g:test:1:test"));
    repository("g:c:3.5", "");
    repository("g:d:1", "");
    repository("g:junit:5", needs("g:e:1"));
    repository("g:e:1", "");
    module(
        "pom.xml",
        "<project><modelVersion>4.0.0</modelVersion>"
            + "<parent><groupId>g</groupId><artifactId>base</artifactId><version>1</version><relativePath/></parent>"
            + "<artifactId>shop</artifactId>"
            + manages("g:platform:1:import")
            + needs("g:a", "g:junit:5:test")
                .replace(
                    "<artifactId>a</artifactId>",
                    "<artifactId>a</artifactId><exclusions><exclusion><groupId>g</groupId><artifactId>d</artifactId></exclusion></exclusions>")
            + "</project>");

    PackageGraph graph = graphs().getFirst();

    assertThat(graph.gaps()).isEmpty();
    assertThat(told(graph))
        .containsExactlyInAnyOrder(
            "g:a@1.5 RUNTIME 1 5",
            "g:b@2.5 RUNTIME 2 0",
            "g:c@3.5 RUNTIME 3 0",
            "g:junit@5 DEVELOPMENT 1 7",
            "g:e@1 DEVELOPMENT 2 0");
  }

  @Test
  void passesThroughModulesOfTheProject() throws Exception {
    repository("g:a:1", "");
    module(
        "pom.xml",
        "<project><modelVersion>4.0.0</modelVersion><groupId>s</groupId><artifactId>all</artifactId><version>${revision}</version><packaging>pom</packaging><properties><revision>7</revision></properties><modules><module>core</module><module>web</module></modules></project>");
    String parent =
        "<project><modelVersion>4.0.0</modelVersion><parent><groupId>s</groupId><artifactId>all</artifactId><version>${revision}</version></parent>";
    module(
        "core/pom.xml", parent + "<artifactId>core</artifactId>" + needs("g:a:1") + "</project>");
    module(
        "web/pom.xml",
        parent + "<artifactId>web</artifactId>" + needs("s:core:${revision}") + "</project>");

    List<PackageGraph> graphs = graphs();

    assertThat(graphs).allSatisfy(g -> assertThat(g.gaps()).isEmpty());
    assertThat(graphs.stream().map(g -> g.file() + told(g)))
        .containsExactly(
            "pom.xml[]", "core/pom.xml[g:a@1 RUNTIME 1 3]", "web/pom.xml[g:a@1 RUNTIME 1 0]");
  }

  @Test
  void saysWhatWasNeverFetched() throws Exception {
    repository("g:a:1", needs("g:gone:9"));
    module("pom.xml", pom("s:shop:1", needs("g:a:1")));

    PackageGraph graph = graphs().getFirst();

    assertThat(graph.gaps()).singleElement().asString().contains("pom.xml", "g:gone:9");
    assertThat(told(graph)).contains("g:a@1 RUNTIME 1 3");
  }

  @Test
  void saysThatTheParentIsMissing() throws Exception {
    module(
        "pom.xml",
        "<project><modelVersion>4.0.0</modelVersion><parent><groupId>g</groupId><artifactId>far</artifactId><version>1</version></parent><artifactId>shop</artifactId></project>");

    assertThat(graphs().getFirst().gaps()).isNotEmpty();
  }
}
