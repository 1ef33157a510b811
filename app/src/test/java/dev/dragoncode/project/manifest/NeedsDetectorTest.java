package dev.dragoncode.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.Match;
import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.SettingsFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeedsDetectorTest {

  private static final List<NeedRule> RULES =
      List.of(
          rule(
              "postgresql",
              new Match(
                  List.of("org.postgresql:postgresql", "pg", "github.com/jackc/pgx*"),
                  List.of("postgres"),
                  List.of("spring.datasource.url=jdbc:postgresql:*", "DATABASE_URL=postgres*"),
                  List.of())),
          rule(
              "redis",
              new Match(
                  List.of("*:spring-boot-starter-data-redis", "ioredis"),
                  List.of("redis"),
                  List.of("REDIS_URL"),
                  List.of())),
          rule(
              "wiremock", new Match(List.of(), List.of(), List.of(), List.of("wiremock/**.json"))));

  @Test
  void findsThemInDependenciesConfigurationComposeAndFiles() {
    List<Need> needs =
        detect(
            new FolderFixture()
                .with(
                    "pom.xml",
                    """
                    <project><dependencies>
                    <dependency><groupId>org.postgresql</groupId>
                    <artifactId>postgresql</artifactId></dependency>
                    </dependencies></project>
                    """)
                .with(
                    "src/main/resources/application.yaml",
                    "spring:\n  datasource:\n    url: ${DB:jdbc:postgresql://localhost/shop}\n")
                .with(".env", "export REDIS_URL=redis://localhost\n")
                .with(
                    "compose.yaml", "services:\n  db:\n    image: docker.io/library/postgres:18\n")
                .with("wiremock/payments.json", "{}"),
            "");

    assertThat(needs).extracting(Need::id).containsExactly("postgresql", "redis", "wiremock");
    assertThat(needs.getFirst().reasons())
        .extracting(Need.Reason::file, Need.Reason::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("pom.xml", 3),
            org.assertj.core.groups.Tuple.tuple("src/main/resources/application.yaml", 3),
            org.assertj.core.groups.Tuple.tuple("compose.yaml", 3));
    assertThat(needs.getFirst().reasons().getFirst().text())
        .isEqualTo("pom.xml depends on org.postgresql:postgresql");
  }

  @Test
  void testsAndCommentsSuggestNothing() {
    assertThat(
            detect(
                new FolderFixture()
                    .with(
                        "package.json",
                        "{\"name\":\"a\",\"devDependencies\":{\"pg\":\"8\"},\"dependencies\":{}}")
                    .with(".env", "# REDIS_URL=redis://localhost\n"),
                ""))
        .isEmpty();
  }

  @Test
  void dragoncodeYamlHasTheLastWord() {
    FolderFixture folder =
        new FolderFixture()
            .with("package.json", "{\"name\":\"a\",\"dependencies\":{\"pg\":\"8\"}}");

    List<Need> needs =
        detect(folder, "emulators:\n  postgresql: {engine: none}\n  redis: {}\n  mailpit:\n");

    assertThat(needs).extracting(Need::id).containsExactly("redis", "mailpit");
    assertThat(needs.getFirst().reasons().getFirst().text())
        .isEqualTo("dragoncode.yaml asks for it");
  }

  private static List<Need> detect(FolderFixture folder, String yaml) {
    ProjectSettings settings =
        SettingsFile.read(yaml, Path.of("dragoncode.yaml"), LocalDate.EPOCH).settings();
    return NeedsDetector.detect(folder.facts(settings).view(), RULES);
  }

  private static NeedRule rule(String id, Match match) {
    return new NeedRule() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public boolean suggestedByDependency(String name) {
        return match.suggestedByDependency(name);
      }

      @Override
      public boolean suggestedByImage(String image) {
        return match.suggestedByImage(image);
      }

      @Override
      public boolean suggestedByConfig(String key, String value) {
        return match.suggestedByConfig(key, value);
      }

      @Override
      public List<String> files() {
        return match.files();
      }
    };
  }
}
