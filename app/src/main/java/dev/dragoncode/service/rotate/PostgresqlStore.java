package dev.dragoncode.service.rotate;

import dev.dragoncode.emulators.browse.product.SqlLogin;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running PostgreSQL, whose emulator's own login may do everything. */
public final class PostgresqlStore implements RotatedStore {

  /** Makes roles and hands over what the owner has made; the two settings name the roles. */
  private static final String PREPARE =
      """
      DO $do$
      DECLARE
        team text := current_setting('dragoncode.group');
        login text;
        each record;
        mark text := 'Made by DragonCode: owns what the logins of the service make';
        handed int := 0;
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = team) THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN', team);
          EXECUTE format('COMMENT ON ROLE %I IS %L', team, mark);
        END IF;
        FOREACH login IN ARRAY string_to_array(current_setting('dragoncode.logins'), ',') LOOP
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', login);
          END IF;
          IF NOT pg_has_role(login, team, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', team, login);
          END IF;
          EXECUTE format('ALTER ROLE %I SET role = %L', login, team);
        END LOOP;
        IF shobj_description(team::regrole, 'pg_authid') IS DISTINCT FROM mark THEN
          PERFORM set_config('dragoncode.handed', '', true);
          RETURN;
        END IF;
        EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO %I', current_database(), team);
        EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %I', team);
        FOR each IN
          SELECT 'SCHEMA' AS kind, quote_ident(nspname) AS name FROM pg_namespace
          WHERE nspowner = current_user::regrole AND nspname NOT LIKE 'pg\\_%'
            AND nspname NOT IN ('information_schema', 'public')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass
              AND d.objid = pg_namespace.oid AND d.deptype = 'e')
          UNION ALL
          SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
              WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END,
            c.oid::regclass::text
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relowner = current_user::regrole AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            -- what belongs to an extension stays, and a column's sequence follows its table
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
              AND d.objid = c.oid AND (d.deptype = 'e' OR c.relkind = 'S' AND d.deptype IN ('a', 'i')))
          UNION ALL
          SELECT 'ROUTINE', p.oid::regprocedure::text
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE p.proowner = current_user::regrole AND p.prokind <> 'a'
            AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass
              AND d.objid = p.oid AND d.deptype IN ('e', 'i'))
          UNION ALL
          SELECT 'TYPE', t.oid::regtype::text
          FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_class c ON c.oid = t.typrelid
          WHERE t.typowner = current_user::regrole
            AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
            AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass
              AND d.objid = t.oid AND d.deptype = 'e')
        LOOP
          EXECUTE format('ALTER %s %s OWNER TO %I', each.kind, each.name, team);
          handed := handed + 1;
        END LOOP;
        PERFORM set_config('dragoncode.handed', handed::text, true);
      END
      $do$
      """;

  /** Tables that the first role may read and the one that asks may not change. */
  private static final String MISSED =
      """
      SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
        AND has_table_privilege(?::name, c.oid, 'SELECT')
        AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE'))
      ORDER BY 1 LIMIT 5
      """;

  private static final String SESSIONS =
      """
      SELECT usename, application_name, count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend'
        AND usename IS NOT NULL AND application_name NOT LIKE 'DragonCode%'
      GROUP BY 1, 2 ORDER BY 1, 2
      """;

  /** A lock that a program holds must not hold up the rotation, nor that all others. */
  private static final String IN_ONE_STEP =
      """
      SET LOCAL lock_timeout = '3s';
      SET LOCAL log_statement = 'none';
      SET LOCAL log_min_duration_statement = -1;
      SET LOCAL log_min_error_statement = 'panic'
      """;

  private final SqlLogin owner;
  private final Connections connections;

  /** Opens connections. */
  @FunctionalInterface
  public interface Connections {
    Connection open(SqlLogin login) throws SQLException, InterruptedException;
  }

  /**
   * @param owner the emulator's own login, called by a name that begins with DragonCode
   */
  public PostgresqlStore(SqlLogin owner, Connections connections) {
    this.owner = owner;
    this.connections = connections;
  }

  /** What is asked of a connection. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  @Override
  public String name() {
    return "PostgreSQL on " + owner.host() + ":" + owner.port();
  }

  @Override
  public Login owner() {
    return new Login(owner.user(), owner.password());
  }

  @Override
  public List<Session> sessions() throws InterruptedException {
    return asked(
        "The sessions cannot be seen",
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(SESSIONS)) {
            List<Session> sessions = new ArrayList<>();
            while (rows.next()) {
              sessions.add(new Session(rows.getString(1), rows.getString(2), rows.getInt(3)));
            }
            return List.copyOf(sessions);
          }
        });
  }

  @Override
  public Prepared prepare(LoginRoles roles) throws InterruptedException {
    return asked(
        "The roles cannot be made",
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.execute(IN_ONE_STEP);
            set(connection, "dragoncode.group", roles.group());
            set(connection, "dragoncode.logins", roles.first() + "," + roles.second());
            statement.execute(PREPARE);
            String handed = text(connection, "SELECT current_setting(?)", "dragoncode.handed");
            connection.commit();
            return handed.isEmpty()
                ? new Prepared(false, 0)
                : new Prepared(true, Integer.parseInt(handed));
          }
        });
  }

  private static void set(Connection connection, String setting, String value) throws SQLException {
    text(connection, "SELECT set_config(?, ?, true)", setting, value);
  }

  @Override
  public void admit(Login login) throws InterruptedException {
    change(
        "The new password cannot be set",
        "SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', ?::text, ?::text)",
        login.username(),
        login.password());
  }

  @Override
  public void lock(String role) throws InterruptedException {
    change(
        "The login before cannot be locked",
        "SELECT format('ALTER ROLE %I NOLOGIN PASSWORD NULL', ?::text)",
        role);
  }

  private void change(String title, String made, String... values) throws InterruptedException {
    asked(
        title,
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.execute(IN_ONE_STEP);
            statement.execute(text(connection, made, values));
          }
          connection.commit();
          return true;
        });
  }

  @Override
  public void enter(Login login, Optional<String> before) throws InterruptedException {
    List<String> missed = new ArrayList<>();
    try (Connection connection = connections.open(owner.as(login.username(), login.password()));
        PreparedStatement statement = connection.prepareStatement(MISSED)) {
      statement.setString(1, before.orElse(login.username()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          missed.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw failed("The new login does not work", e);
    }
    if (!missed.isEmpty()) {
      throw Problem.of(
              "The new login may do less than the one before",
              "%s may not read %s. It was not published; the service goes on as before."
                  .formatted(login.username(), String.join(", ", missed)),
              Remedy.of(
                  "Grant what is missing to the group of the two roles, then run this again."))
          .asException();
    }
  }

  @Override
  public boolean refuses(Login login) throws InterruptedException {
    try (Connection connection = connections.open(owner.as(login.username(), login.password()))) {
      return !connection.isValid(0);
    } catch (SQLException e) {
      // invalid authorization: the only class of errors that says so
      if (String.valueOf(e.getSQLState()).startsWith("28")) {
        return true;
      }
      throw failed("The login before cannot be tried", e);
    }
  }

  private <T> T asked(String title, Work<T> work) throws InterruptedException {
    try (Connection connection = connections.open(owner)) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failed(title, e);
    }
  }

  private static String text(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return String.valueOf(rows.getString(1));
      }
    }
  }

  private ProblemException failed(String title, SQLException e) throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interrupted = new InterruptedException("the rotation was stopped");
      interrupted.initCause(e);
      throw interrupted;
    }
    boolean held = "55P03".equals(e.getSQLState());
    // without its cause: that of a statement with a password names the statement
    return Problem.of(
            title,
            "%s says: %s What worked before still does."
                .formatted(name(), sentence(String.valueOf(e.getMessage()))),
            Remedy.of(
                held
                    ? "A program holds a lock on a table: end its transaction, then run this again."
                    : "See that it runs: dragoncode status; then run this again."))
        .asException();
  }

  private static String sentence(String text) {
    String first = text.lines().findFirst().orElse("").strip();
    return first.endsWith(".") ? first : first + ".";
  }
}
