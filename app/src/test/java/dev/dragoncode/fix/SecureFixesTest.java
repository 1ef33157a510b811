package dev.dragoncode.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.scaffold.Manifests;
import dev.dragoncode.scaffold.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The fixes that add a trail, roles and a secrets manager to projects that were made elsewhere. */
class SecureFixesTest {

  private static final Path FIXTURES =
      Path.of("src/test/resources/dev/dragoncode/readiness").toAbsolutePath();

  @Test
  void keepsAuditEventsInATableWhereFlywayHasTheSchema() throws IOException {
    Proposal proposal = propose("SEC-AUDIT", "fail-spring-flyway", Map.of());

    Map<String, String> after = texts(proposal);
    assertThat(after.get("src/main/resources/db/migration/V008__audit_events.sql"))
        .contains("before update or delete or truncate");
    assertThat(after.get("src/main/java/com/acme/shop/audit/JdbcAuditEvents.java"))
        .contains("package com.acme.shop.audit;", "insert into audit_events");
    assertThat(after.get("pom.xml")).contains("spring-boot-starter-actuator");
  }

  @Test
  void writesTheFileOfEventsWithTheJacksonOfItsSpringBoot() throws IOException {
    Proposal proposal =
        propose("SEC-AUDIT", "fail-spring", Map.of("file", "/var/lib/shop/audit.jsonl"));

    Map<String, String> after = texts(proposal);
    assertThat(after.get("src/main/java/com/acme/shop/audit/FileAuditEvents.java"))
        .contains("import tools.jackson.databind.json.JsonMapper;")
        .doesNotContain("fasterxml");
    assertThat(after.get("src/main/resources/application.properties"))
        .contains("audit.file=/var/lib/shop/audit.jsonl");
  }

  @Test
  void putsTheHookBehindTheApplicationAndAllThatIsChainedToIt() throws IOException {
    FixtureProject chained =
        changed(
            "SEC-AUDIT/fail-fastify",
            "src/main.ts",
            "Fastify({ logger: true })",
            "Fastify({ logger: true })\n  .withTypeProvider<TypeBoxTypeProvider>()");

    Proposal proposal = propose("SEC-AUDIT", chained, Map.of("file", "audit.jsonl"));

    assertThat(texts(proposal).get("src/main.ts"))
        .contains(
            "import { AuditLog, auditWrites } from './audit/audit.js';",
            ".withTypeProvider<TypeBoxTypeProvider>();\n"
                + "app.addHook('onSend', auditWrites(new AuditLog('audit.jsonl')));");
  }

  @Test
  void takesNoFileNameThatWouldEndItsString() throws IOException {
    Proposal proposal = propose("SEC-AUDIT", "fail-express", Map.of("file", "x'); evil('"));

    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.declined()).hasValueSatisfying(why -> assertThat(why).contains("letters"));
  }

  @Test
  void asksForTheRoleBeforeARuleThatAsksForNone() throws IOException {
    Proposal proposal = propose("SEC-RBAC", "fail-spring-chain", Map.of("role", "EDITOR"));

    Map<String, String> after = texts(proposal);
    assertThat(after.get("src/main/java/com/acme/shop/Security.java"))
        .contains("import org.springframework.http.HttpMethod;")
        .containsSubsequence(
            ".requestMatchers(\"/actuator/health\").permitAll()\n",
            "                    .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()\n",
            "                    .requestMatchers(HttpMethod.POST).hasRole(\"EDITOR\")\n",
            "                    .requestMatchers(HttpMethod.DELETE).hasRole(\"EDITOR\")\n",
            ".requestMatchers(\"/orders/**\").authenticated()\n");
    assertThat(after.get("src/test/java/com/acme/shop/RoleToWriteTest.java"))
        .contains("@Import({Security.class, ", "isForbidden()", "\"ROLE_EDITOR\"");
    assertThat(after.get("pom.xml"))
        .contains("<artifactId>spring-security-test</artifactId>\n      <scope>test</scope>");
  }

  @Test
  void leavesAChainAloneWhereRulesForEverybodyWouldBeHidden() throws IOException {
    FixtureProject late =
        changed(
            "SEC-RBAC/fail-spring-chain",
            "src/main/java/com/acme/shop/Security.java",
            ".anyRequest()",
            ".requestMatchers(\"/login\").permitAll()\n.anyRequest()");

    Proposal proposal = propose("SEC-RBAC", late, Map.of("role", "EDITOR"));

    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.declined()).isPresent();
  }

  @Test
  void asksForTheRoleBehindWhatAuthenticates() throws IOException {
    Map<String, String> answers = Map.of("role", "editor", "claim", "roles");

    String express = texts(propose("SEC-RBAC", "fail-express-jwt", answers)).get("src/main.ts");
    String fastify = texts(propose("SEC-RBAC", "fail-fastify-jwt", answers)).get("src/main.ts");

    assertThat(express)
        .contains(
            "import { requireRoleToWrite } from \"./security/roles\";",
            ".unless({ path: [\"/health\"] }),\n);\napp.use(requireRoleToWrite(\"editor\"));\n");
    assertThat(fastify)
        .contains("logger: true });\napp.addHook('onRoute', requireRoleToWrite('editor'));\n");
  }

  @Test
  void hasTheClusterFetchWhatManifestsNameAndHold() throws IOException {
    FixtureProject before = read("PRE-SECRETMGR/fail-values-in-manifests");
    Proposal proposal =
        propose("PRE-SECRETMGR", before, Map.of("store", "https://vault.vault:8200"));

    Map<String, String> after = texts(proposal);
    String beside = after.get("deploy/external-secrets.yaml");
    assertThat(after.get("deploy/secrets.yaml"))
        .contains("name: shop-database", "property: password", "LEVEL: info")
        .contains("type: kubernetes.io/dockerconfigjson")
        .doesNotContain("kb3xZ0pQ7fTn", "eyJhdXRocyI6e319");
    assertThat(after.get("deploy/kustomization.yaml")).contains("- external-secrets.yaml");
    assertThat(beside)
        .contains("kind: SecretStore", "server: https://vault.vault:8200")
        .contains("secretKey: \"1\"", "property: webhook", "secretKey: signing.pem")
        .contains("key: shop/shop-mail")
        .doesNotContain("shop-database", "shop-tls");
    assertThat(proposal.advice()).anySatisfy(each -> assertThat(each).contains("leaked"));
    assertThat(misunderstood(after)).isEmpty();
  }

  @Test
  void asksAStoreThatTheClusterHasAlready() throws IOException {
    Proposal proposal =
        propose("PRE-SECRETMGR", "fail-values-in-manifests", Map.of("store", "platform"));

    Map<String, String> after = texts(proposal);
    assertThat(after.get("deploy/external-secrets.yaml"))
        .contains("kind: ClusterSecretStore\n    name: platform")
        .doesNotContain("kind: SecretStore");
    assertThat(misunderstood(after)).isEmpty();
  }

  @Test
  void givesSpringBootAClientOfVaultWhereNoManifestNamesASecret() throws IOException {
    FixtureProject before = read("PRE-SECRETMGR/unknown-spring");
    Proposal proposal = propose("PRE-SECRETMGR", before, Map.of());

    Map<String, String> after = texts(proposal);
    assertThat(after.get("pom.xml"))
        .contains("<artifactId>spring-cloud-starter-vault-config</artifactId>")
        .contains("<version>2025.0.1</version>");
    assertThat(after.get("src/main/resources/application.properties"))
        .contains("spring.config.import=optional:vault://");
    FixtureProject then = before.after(proposal.changes());
    assertThat(then.verdict("PRE-SECRETMGR").status()).isEqualTo(Status.PASS);
    assertThat(then.verdict("PRE-DEFAULTSECRET").status()).isNotEqualTo(Status.FAIL);
    assertThat(propose("PRE-SECRETMGR", then, Map.of()).isEmpty()).isTrue();
  }

  @Test
  void areWhatTheirCapabilitiesAddElsewhere() throws IOException {
    FixtureProject flyway = read("SEC-AUDIT/fail-spring-flyway");
    FixtureProject spring = read("PRE-SECRETMGR/unknown-spring");

    Proposal security = add("security", flyway);
    Proposal secrets = add("secrets", spring);

    assertThat(flyway.after(security.changes()).verdict("SEC-AUDIT").status())
        .isEqualTo(Status.PASS);
    assertThat(security.remaining())
        .anySatisfy(each -> assertThat(each).startsWith("SEC-RBAC: Nobody logs in here"));
    assertThat(spring.after(secrets.changes()).verdict("PRE-SECRETMGR").status())
        .isEqualTo(Status.PASS);
  }

  private static Proposal add(String capability, FixtureProject project) {
    return new CapabilityChange(
            project.facts(), Map.of(), _ -> Optional.empty(), FixtureProject.TODAY)
        .propose(capability);
  }

  /** What the cluster would not take, as the manifests of new projects are held against it. */
  private static List<String> misunderstood(Map<String, String> after) {
    Map<String, Template.File> files = new LinkedHashMap<>();
    after.forEach((path, text) -> {
      if (path.startsWith("deploy/") && !path.endsWith("kustomization.yaml")) {
        files.put(path, new Template.File(path, text, false));
      }
    });
    return Manifests.of(files).misunderstood();
  }

  private static Proposal propose(String check, String fixture, Map<String, String> answers)
      throws IOException {
    return propose(check, read(check + "/" + fixture), answers);
  }

  private static Proposal propose(
      String check, FixtureProject project, Map<String, String> answers) {
    return Fixes.propose(
            check, project.facts(), answers, _ -> Optional.empty(), FixtureProject.TODAY)
        .orElseThrow();
  }

  private static FixtureProject read(String fixture) throws IOException {
    return FixtureProject.read(FIXTURES.resolve(fixture));
  }

  private static FixtureProject changed(String fixture, String path, String from, String to)
      throws IOException {
    FixtureProject project = read(fixture);
    String before = new String(project.read(path), StandardCharsets.UTF_8);
    return project.after(
        new ChangeSet(List.of(FileEdit.of(path, Optional.of(before), before.replace(from, to)))));
  }

  private static Map<String, String> texts(Proposal proposal) {
    assertThat(proposal.declined()).isEmpty();
    return proposal.changes().edits().stream()
        .collect(Collectors.toMap(FileEdit::path, e -> e.after().map(Bytes::text).orElseThrow()));
  }
}
