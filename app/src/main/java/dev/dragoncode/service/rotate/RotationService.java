package dev.dragoncode.service.rotate;

import dev.dragoncode.emulators.browse.product.SqlLogin;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.service.rotate.DatabaseRotation.NotFollowed;
import dev.dragoncode.service.rotate.DatabaseRotation.Wish;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Rotates the password of a project's running database, through the vault that runs beside it, and
 * keeps as a proof whether the service followed. It runs nothing of the project.
 */
public final class RotationService {

  private static final String CHECK = "SEC-ROTATE";
  private static final String DATABASE = "postgresql";

  /** Services look for a new secret every half minute or so. */
  public static final Duration WITHIN = Duration.ofSeconds(90);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final PostgresqlStore.Connections connections;
  private final Function<Path, ReadProject> reader;
  private final BiConsumer<Path, Proof> proofs;
  private final InstantSource clock;

  /**
   * What is asked for.
   *
   * @param secret the path of the secret in the vault; empty for the project's own
   * @param within how long the service has to follow
   * @param service whether one has to be there
   */
  public record Request(Optional<String> secret, Duration within, boolean service) {

    /** With what is usual. */
    public static final Request USUAL = new Request(Optional.empty(), WITHIN, true);
  }

  /**
   * @param reader reads a project as it is
   * @param proofs keeps a proof of a project
   */
  public RotationService(
      PostgresqlStore.Connections connections,
      Function<Path, ReadProject> reader,
      BiConsumer<Path, Proof> proofs,
      InstantSource clock) {
    this.connections = connections;
    this.reader = reader;
    this.proofs = proofs;
    this.clock = clock;
  }

  /**
   * Rotates once.
   *
   * @param emulators of the project, as they are now
   * @throws ProblemException if a step fails or the service does not follow; what worked before
   *     still does
   */
  public Rotated rotate(
      Path project,
      Collection<EmulatorSnapshot> emulators,
      Request request,
      DatabaseRotation.Listener listener)
      throws InterruptedException {
    Map<String, String> database = database(project, emulators);
    String name = Project.unread(project).name();
    TreeHash.State state = new TreeHash().state(reader.apply(project).index());
    Instant began = clock.instant();
    try (HttpClient client = HttpClient.newHttpClient()) {
      DatabaseRotation rotation =
          new DatabaseRotation(
              new PostgresqlStore(owner(database), connections),
              secret(project, emulators, request.secret().orElse("secret/data/" + name), client),
              Passwords::generate,
              () -> Thread.sleep(LOOK_EVERY),
              clock);
      Rotated rotated =
          rotation.run(
              new Wish(LoginRoles.of(name), request.within(), request.service()), listener);
      if (rotated.followed().isPresent()) {
        keep(project, Proof.Outcome.SHOWN, rotated.summary(), began, state);
      }
      return rotated;
    } catch (NotFollowed e) {
      keep(project, Proof.Outcome.REFUTED, e.problem().reason(), began, state);
      throw e.problem().asException();
    }
  }

  private static Map<String, String> database(
      Path project, Collection<EmulatorSnapshot> emulators) {
    return emulators.stream()
        .filter(each -> each.id().equals(DATABASE) && each.state() instanceof Ready)
        .map(each -> each.variables(Dialect.DOTENV))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                    "No PostgreSQL of this project runs",
                    "The password of a running emulator is rotated, and PostgreSQL is not ready.",
                    Remedy.of("dragoncode up " + project, new Remedy.RunCommand("emulators.start")))
                .asException());
  }

  private static SqlLogin owner(Map<String, String> variables) {
    return new SqlLogin(
        variables.getOrDefault("PGHOST", "127.0.0.1"),
        Integer.parseInt(variables.getOrDefault("PGPORT", "5432")),
        variables.getOrDefault("PGDATABASE", ""),
        variables.getOrDefault("PGUSER", ""),
        variables.getOrDefault("PGPASSWORD", ""),
        "DragonCode rotation");
  }

  /** The vault's, where one runs; a file's where none does. */
  private static SecretPlace secret(
      Path project, Collection<EmulatorSnapshot> emulators, String path, HttpClient client) {
    for (EmulatorSnapshot each : emulators) {
      Map<String, String> variables = each.variables(Dialect.DOTENV);
      String address = variables.getOrDefault("VAULT_ADDR", "");
      if (each.state() instanceof Ready && !address.isEmpty()) {
        return new VaultSecret(client, address, variables.getOrDefault("VAULT_TOKEN", ""), path);
      }
    }
    return new FileSecret(project);
  }

  private void keep(
      Path project, Proof.Outcome outcome, String summary, Instant began, TreeHash.State state) {
    proofs.accept(
        project,
        new Proof(
            CHECK,
            Proof.Kind.ROTATION,
            outcome,
            summary,
            List.of(),
            began,
            state.stamps(),
            state.contents()));
  }
}
