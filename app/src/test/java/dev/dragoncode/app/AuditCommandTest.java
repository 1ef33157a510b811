package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.cli.DragonCode;
import dev.dragoncode.cli.Terminal;
import dev.dragoncode.service.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dragoncode audit} as scripts use it. */
class AuditCommandTest {

  private static final String RECORD =
      """
      {"id": "GHSA-35jh-r3h4-6jhm", "modified": "2026-11-01T00:00:00Z", "aliases": ["CVE-2021-23337"],
       "summary": "Templates of lodash run commands", "database_specific": {"severity": "HIGH"},
       "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                     "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]}
      """;

  @TempDir Path folder;
  private Path project = Path.of("");
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void makeProject() throws IOException {
    environment.put("PATH", folder.resolve("no-scanners").toString());
    environment.put("DRAGONCODE_OSV_URL", "http://127.0.0.1:9");
    project = Files.createDirectories(folder.resolve("shop"));
    lock("4.17.20");
  }

  private void lock(String version) throws IOException {
    Files.writeString(project.resolve("package.json"), "{\"dependencies\": {\"lodash\": \"^4\"}}");
    Files.writeString(
        project.resolve("package-lock.json"),
        """
        {"lockfileVersion": 3, "packages": {"": {"dependencies": {"lodash": "^4"}},
         "node_modules/lodash": {"version": "%s"}}}
        """
            .formatted(version));
  }

  private Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shutdown shutdown = new Shutdown();
    int code =
        DragonCode.run(
            new Composition(
                environment, new DataFolder(folder.resolve("home")), shutdown, new JavaFx(false)),
            new Terminal(stream(out), stream(err), false),
            arguments);
    shutdown.run();
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private Path advisories() throws IOException {
    Path records = Files.createDirectories(folder.resolve("records"));
    Files.writeString(records.resolve("GHSA-35jh-r3h4-6jhm.json"), RECORD);
    return records;
  }

  @Test
  void withoutAdvisoriesItIsAProblemThatSaysHowToGetThem() {
    Run audit = run("audit", project.toString());

    assertThat(audit.code()).isEqualTo(3);
    assertThat(audit.err()).contains("no advisories", "dragoncode audit --update", "--osv");
  }

  @Test
  void aVulnerablePackageIsListedWithItsCureAndEndsWithOne() throws Exception {
    Run audit = run("audit", project.toString(), "--osv", advisories().toString());

    assertThat(audit.code()).isEqualTo(1);
    assertThat(audit.out())
        .contains("high", "lodash@4.17.20", "4.17.21", "GHSA-35jh-r3h4-6jhm", "2026-11-01");

    JsonNode json = new ObjectMapper().readTree(run("audit", project.toString(), "--json").out());
    assertThat(json.path("status").asText()).isEqualTo("fail");
    assertThat(json.at("/vulnerabilities/0/line").asInt()).isEqualTo(2);
    assertThat(json.at("/vulnerabilities/0/fixed").asText()).isEqualTo("4.17.21");
    assertThat(run("check", project.toString(), "--json").out())
        .contains("lodash@4.17.20 has GHSA-35jh-r3h4-6jhm");
  }

  @Test
  void fetchesFromAMirrorAndThenPassesOffline() throws Exception {
    lock("4.17.21");
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("GHSA-35jh-r3h4-6jhm.json"));
      out.write(RECORD.getBytes(StandardCharsets.UTF_8));
    }
    HttpServer mirror =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.createContext(
        "/npm/all.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, zip.size());
          exchange.getResponseBody().write(zip.toByteArray());
          exchange.close();
        });
    mirror.start();
    environment.put("DRAGONCODE_OSV_URL", "http://127.0.0.1:" + mirror.getAddress().getPort());

    Run update = run("audit", project.toString(), "--update");
    mirror.stop(0);
    Path sbom = folder.resolve("bom.json");
    Run offline = run("audit", project.toString(), "--offline", "--sbom", sbom.toString());

    assertThat(update.code()).as(update.err()).isZero();
    assertThat(update.err()).contains("npm: fetched 100 %", "npm: 1 advisories");
    assertThat(offline.code()).isZero();
    assertThat(offline.out()).contains("No high or critical vulnerability in 1 package");
    assertThat(sbom).content().contains("\"specVersion\" : \"1.6\"", "pkg:npm/lodash@4.17.21");
  }

  @Test
  void aMirrorThatIsNotThereIsAProblemWithRemedies() {
    Run update = run("audit", project.toString(), "--update");

    assertThat(update.code()).isEqualTo(3);
    assertThat(update.err()).contains("could not be fetched", "DRAGONCODE_OSV_URL", "  - ");
  }

  @Test
  void wrongWordsEndWithTwoAndWrongFilesWithThree() throws Exception {
    assertThat(run("audit", project.toString(), "--update", "--offline").code()).isEqualTo(2);
    assertThat(run("audit", folder.resolve("gone").toString()).code()).isEqualTo(3);

    Run notThere = run("audit", project.toString(), "--osv", folder.resolve("gone").toString());
    assertThat(notThere.code()).isEqualTo(3);
    assertThat(notThere.err()).contains("gone", "  - ");
    Path text = Files.writeString(folder.resolve("all.zip"), "no zip file");
    assertThat(run("audit", project.toString(), "--osv", text.toString()).code()).isEqualTo(3);
  }
}
