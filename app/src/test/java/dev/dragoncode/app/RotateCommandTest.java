package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.app.CommandLines.Ran;
import dev.dragoncode.cli.DragonCode;
import dev.dragoncode.cli.Terminal;
import dev.dragoncode.emulators.browse.product.ProductBrowsers;
import dev.dragoncode.emulators.browse.product.SqlLogin;
import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import dev.dragoncode.emulators.engine.embedded.MavenSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rotates the login of a real PostgreSQL through the embedded vault, under a program that works all
 * the time.
 */
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "starts two emulators and rotates three times")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RotateCommandTest {

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();
  private final ByteArrayOutputStream upOut = new ByteArrayOutputStream();

  @AfterEach
  void endUp() {
    shutdown.run();
  }

  @Test
  void aServiceFollowsFromLoginToLoginWithoutAFailedStatement() throws Exception {
    Path project = Files.createDirectories(folder.resolve("shop-api")).toRealPath();
    Files.writeString(
        project.resolve("dragoncode.yaml"), "emulators:\n  postgresql: {}\n  vault: {}\n");
    Files.writeString(
        project.resolve("package.json"),
        "{\"name\":\"shop-api\",\"scripts\":{\"start\":\"node server.js\"}}");
    Files.writeString(project.resolve("Dockerfile"), "FROM scratch\nEXPOSE 3000\n");
    String path = project.toString();
    assertThat(run("rotate", "database", path).err())
        .contains("No PostgreSQL of this project runs", "dragoncode up");
    CompletableFuture<Integer> up = CompletableFuture.supplyAsync(() -> up(path));
    while (!up.isDone() && !ready(path)) {
      Thread.onSpinWait();
    }
    assertThat(up).as(upOut.toString(StandardCharsets.UTF_8)).isNotDone();
    Map<String, String> variables = variables(path);

    Ran nobody = run("rotate", "database", path);
    assertThat(nobody.code()).isEqualTo(3);
    assertThat(nobody.err()).contains("No program uses the login", "Nothing was changed");

    ProductBrowsers browsers =
        new ProductBrowsers(new ClientLibraries(folder.resolve("home"), MavenSettings::ofUser));
    make(browsers, owner(variables));
    try (FollowingService service =
        FollowingService.start(browsers::connect, owner(variables), variables)) {
      Ran first = run("rotate", "database", path, "--json");
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.json().get("from").asText()).isEqualTo("dragoncode");
      assertThat(first.json().get("to").asText()).isEqualTo("shop_api_a");
      assertThat(first.json().get("secret").asText()).isEqualTo("secret/data/shop-api");
      assertThat(first.json().get("sessions").asInt()).isEqualTo(FollowingService.POOL);
      String password = service.login().password();

      Ran second = run("rotate", "database", path);
      assertThat(second.code()).as(second.err()).isZero();
      assertThat(second.out())
          .contains("shop_api_b took over from shop_api_a", "its password was refused")
          .doesNotContain(password, service.login().password());
      assertThat(service.login().user()).isEqualTo("shop_api_b");

      JsonNode check = run("check", path, "--format", "json").json();
      JsonNode rotate = check(check, "SEC-ROTATE");
      assertThat(rotate.toString()).contains("shop_api_b took over from shop_api_a");
      assertThat(rotate.path("status").asText()).isEqualTo("pass");

      service.deaf();
      SqlLogin before = service.login();
      Ran third = run("rotate", "database", path, "--within", "2");
      assertThat(third.code()).isEqualTo(3);
      assertThat(third.err()).contains("The service has not followed", "Both logins work");
      browsers.connect(before).close();
      SqlLogin published = service.published();
      assertThat(published.user()).isEqualTo("shop_api_a");
      browsers.connect(published).close();
      assertThat(check(run("check", path, "--format", "json").json(), "SEC-ROTATE").toString())
          .contains("\"fail\"");

      Ran again = run("rotate", "database", path);
      assertThat(again.err()).contains("The rotation before has not come to its end");
      assertThat(service.failures()).isEmpty();
      assertThat(service.rows()).isPositive();
    }
    assertThat(run("down", path).code()).isZero();
    assertThat(up.get(30, TimeUnit.SECONDS)).isNotNull();
  }

  /** A schema as a migration leaves it, made by the emulator's own login. */
  static void make(ProductBrowsers browsers, SqlLogin owner)
      throws SQLException, InterruptedException {
    try (Connection connection = browsers.connect(owner);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz"
                  + " DEFAULT now())",
              "CREATE SEQUENCE numbers",
              "CREATE VIEW newest AS SELECT max(id) FROM orders",
              "CREATE TYPE mood AS ENUM ('good', 'bad')",
              "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
              "CREATE SCHEMA audit",
              "CREATE TABLE audit.log (id serial, at date) PARTITION BY RANGE (at)",
              "CREATE TABLE audit.log_2026 PARTITION OF audit.log FOR VALUES FROM ('2026-01-01')"
                  + " TO ('2027-01-01')",
              "CREATE EXTENSION pgcrypto")) {
        statement.execute(sql);
      }
    }
  }

  static SqlLogin owner(Map<String, String> variables) {
    return new SqlLogin(
        variables.getOrDefault("PGHOST", ""),
        Integer.parseInt(variables.getOrDefault("PGPORT", "0")),
        variables.getOrDefault("PGDATABASE", ""),
        variables.getOrDefault("PGUSER", ""),
        variables.getOrDefault("PGPASSWORD", ""),
        "shop-api");
  }

  private static JsonNode check(JsonNode report, String id) {
    for (JsonNode each : report.findParents("id")) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("No " + id + " in " + report);
  }

  private boolean ready(String path) {
    try {
      JsonNode emulators = run("status", path, "--json").json().path("emulators");
      return emulators.size() == 2
          && emulators.findValuesAsText("state").stream().allMatch("ready"::equals);
    } catch (Exception e) {
      return false;
    }
  }

  private Map<String, String> variables(String path) throws Exception {
    Map<String, String> variables = new HashMap<>();
    run("env", path, "--json")
        .json()
        .properties()
        .forEach(each -> variables.put(each.getKey(), each.getValue().asText()));
    return variables;
  }

  private Ran run(String... arguments) {
    return lines().run(arguments);
  }

  private int up(String path) {
    PrintStream printed = CommandLines.stream(upOut);
    return DragonCode.run(
        lines().services(shutdown),
        new Terminal(printed, printed, false),
        "up",
        path,
        "--engine",
        "embedded");
  }

  private CommandLines lines() {
    return new CommandLines(folder.resolve("home"));
  }
}
