package dev.dragoncode.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.Stack;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ConnectionFilesTest {

  private static final Map<Dialect, Map<String, String>> VARIABLES =
      Map.of(
          Dialect.DOTENV,
          Map.of("REDIS_URL", "redis://127.0.0.1:24410"),
          Dialect.SPRING,
          Map.of("spring.data.redis.url", "redis://127.0.0.1:24410"),
          Dialect.NODE,
          Map.of("REDIS_URL", "redis://127.0.0.1:24410"));

  @TempDir private Path root;

  @Test
  void replacesItsOwnLinesAndKeepsAllOthers() throws Exception {
    Files.writeString(
        root.resolve(".env"), "# mine\nexport REDIS_URL=redis://old\n\nSECRET=a=b # c\n");

    FileChange change = changes(Stack.BuildTool.MAVEN, ConnectionFile.DOTENV).getFirst();
    change.apply(root);

    assertThat(root.resolve(".env"))
        .hasContent("# mine\nexport REDIS_URL=redis://127.0.0.1:24410\n\nSECRET=a=b # c\n");
    assertThat(changes(Stack.BuildTool.MAVEN, ConnectionFile.DOTENV).getFirst())
        .matches(again -> again.before().equals(again.after()));
  }

  @Test
  void writesASpringProfileWhereTheResourcesAre() throws Exception {
    Files.createDirectories(root.resolve("src/main/resources"));

    FileChange change = changes(Stack.BuildTool.MAVEN, ConnectionFile.SPRING_PROFILE).getFirst();
    change.apply(root);

    assertThat(root.resolve("src/main/resources/application-local.properties"))
        .content()
        .contains("spring.data.redis.url=redis://127.0.0.1:24410");
  }

  @Test
  void neverOverrulesAProfileInYaml() throws Exception {
    Files.createDirectories(root.resolve("src/main/resources"));
    Files.writeString(root.resolve("src/main/resources/application-local.yml"), "a: 1");

    assertThatThrownBy(() -> changes(Stack.BuildTool.MAVEN, ConnectionFile.SPRING_PROFILE))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().remedies()).isNotEmpty());
  }

  @Test
  void addsALaunchConfigurationBesideTheOthers() throws Exception {
    Files.createDirectories(root.resolve(".vscode"));
    Files.writeString(
        root.resolve(".vscode/launch.json"),
        "{\"version\": \"0.2.0\", \"configurations\": [{\"name\": \"mine\"}]}");

    List<FileChange> changes = changes(Stack.BuildTool.NPM, ConnectionFile.VS_CODE);
    for (FileChange change : changes) {
      change.apply(root);
    }

    JsonNode launch =
        new ObjectMapper().readTree(Files.readString(root.resolve(".vscode/launch.json")));
    assertThat(launch.path("configurations").findValuesAsText("name"))
        .containsExactly("mine", "shop with emulators");
    assertThat(launch.at("/configurations/1/envFile").asText())
        .isEqualTo("${workspaceFolder}/.env");
    assertThat(root.resolve(".env")).content().contains("REDIS_URL=");
  }

  @Test
  void leavesALaunchFileWithCommentsAlone() throws Exception {
    Files.createDirectories(root.resolve(".vscode"));
    Path file = root.resolve(".vscode/launch.json");
    Files.writeString(file, "{ // mine\n}");

    assertThatThrownBy(() -> changes(Stack.BuildTool.NPM, ConnectionFile.VS_CODE))
        .isInstanceOf(ProblemException.class);
    assertThat(file).hasContent("{ // mine\n}");
  }

  @Test
  void writesARunConfigurationThatIsXml() throws Exception {
    FileChange change = changes(Stack.BuildTool.GRADLE, ConnectionFile.INTELLIJ).getFirst();

    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(change.after())));

    assertThat(document.getElementsByTagName("entry").item(0).getAttributes().getNamedItem("value"))
        .extracting(org.w3c.dom.Node::getNodeValue)
        .isEqualTo("redis://127.0.0.1:24410");
  }

  @Test
  void refusesToOverwriteWhatHasChangedSinceItWasShown() throws Exception {
    FileChange change = changes(Stack.BuildTool.MAVEN, ConnectionFile.DOTENV).getFirst();
    Files.writeString(root.resolve(".env"), "MINE=1\n");

    assertThatThrownBy(() -> change.apply(root)).isInstanceOf(ProblemException.class);
    assertThat(root.resolve(".env")).hasContent("MINE=1\n");
  }

  private List<FileChange> changes(Stack.BuildTool tool, ConnectionFile kind) {
    Project project =
        new Project(
            root,
            "shop",
            List.of(new Stack(tool, "", Optional.empty())),
            Optional.empty(),
            Optional.empty());
    EmulatorSnapshot redis =
        new EmulatorSnapshot(
            "redis",
            "Redis",
            "fth-zap",
            new EmulatorState.Stopped(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            VARIABLES,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of());
    return new ConnectionFiles(project, List.of(redis)).changes(kind);
  }
}
