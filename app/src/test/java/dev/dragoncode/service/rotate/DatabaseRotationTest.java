package dev.dragoncode.service.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.service.rotate.DatabaseRotation.NotFollowed;
import dev.dragoncode.service.rotate.DatabaseRotation.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of the steps, and what works at each of them. */
class DatabaseRotationTest {

  private static final LoginRoles ROLES = LoginRoles.of("shop-api");
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Login OWNER = new Login("dragoncode", "owner");
  private static final Login FIRST = new Login("shop_api_a", "first");

  private final World world = new World();
  private final List<String> told = new ArrayList<>();

  @Test
  void theFirstRotationLeavesTheEmulatorsOwnLogin() throws Exception {
    world.sessions.put("dragoncode", 3);
    world.follows = true;

    Rotated rotated = rotate(true);

    assertThat(world.calls)
        .containsExactly(
            "prepare shop_api", "admit shop_api_a", "enter shop_api_a", "publish shop_api_a");
    assertThat(rotated.from()).isEqualTo("dragoncode");
    assertThat(rotated.to()).isEqualTo("shop_api_a");
    assertThat(rotated.sessions()).isEqualTo(3);
    assertThat(rotated.locked()).isFalse();
    assertThat(rotated.followed()).isPresent();
    assertThat(told.getLast()).contains("dragoncode stays");
  }

  @Test
  void theOtherRoleTakesOverAndTheOneBeforeIsLockedLast() throws Exception {
    world.admitted(FIRST);
    world.published = Optional.of(FIRST);
    world.sessions.put("shop_api_a", 2);
    world.follows = true;

    Rotated rotated = rotate(true);

    assertThat(world.calls)
        .containsExactly(
            "prepare shop_api",
            "admit shop_api_b",
            "enter shop_api_b",
            "publish shop_api_b",
            "lock shop_api_a");
    assertThat(rotated.steps().stream().map(RotationStep::kind))
        .containsExactly(RotationStep.Kind.values());
    assertThat(rotated.locked()).isTrue();
    assertThat(rotated.summary())
        .startsWith("shop_api_b took over from shop_api_a within ")
        .endsWith(" s: 2 sessions, the login before is locked");
  }

  @Test
  void aVaultThatHasForgottenTheLoginDoesNotEndTheTurns() throws Exception {
    world.admitted(FIRST);
    world.sessions.put("shop_api_a", 2);
    world.follows = true;

    Rotated rotated = rotate(true);

    assertThat(rotated.from()).isEqualTo("shop_api_a");
    assertThat(rotated.to()).isEqualTo("shop_api_b");
    assertThat(told.getLast()).isEqualTo("shop_api_a can no longer log in");
  }

  @Test
  void aGroupOfTheProjectsOwnKeepsItsRights() throws Exception {
    world.sessions.put("dragoncode", 1);
    world.follows = true;
    world.ours = false;

    rotate(true);

    assertThat(told)
        .contains(
            "shop_api_a and shop_api_b log in by turns for shop_api, which has the rights that the"
                + " project gives it")
        .contains("shop_api_a can log in");
  }

  @Test
  void noWordThatIsToldHoldsAPassword() throws Exception {
    world.admitted(FIRST);
    world.published = Optional.of(FIRST);
    world.sessions.put("shop_api_a", 2);
    world.follows = true;

    Rotated rotated = rotate(true);

    assertThat(told + " " + rotated + " " + FIRST)
        .doesNotContain("first", "secret-1", OWNER.password() + ",");
  }

  @Test
  void aServiceThatDoesNotFollowKeepsALoginThatWorks() {
    world.admitted(FIRST);
    world.published = Optional.of(FIRST);
    world.sessions.put("shop_api_a", 2);

    assertThatThrownBy(() -> rotate(true))
        .isInstanceOfSatisfying(
            NotFollowed.class,
            e ->
                assertThat(e.problem().reason())
                    .contains(
                        "After 10 s there are 2 sessions of shop_api_a (shop) and 0 sessions of"
                            + " shop_api_b. Both logins work"));
    assertThat(world.works(FIRST)).isTrue();
    assertThat(world.works(new Login("shop_api_b", "secret-1"))).isTrue();
    assertThat(world.calls).noneMatch(call -> call.startsWith("lock"));
  }

  @Test
  void aLateSessionOfTheRoleWhoseTurnItIsChangesNothing() {
    world.admitted(FIRST);
    world.published = Optional.of(FIRST);
    world.sessions.put("shop_api_a", 2);
    world.sessions.put("shop_api_b", 1);

    assertThatThrownBy(() -> rotate(true))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("still 1 session of shop_api_b");
    assertThat(world.calls).isEmpty();
  }

  @Test
  void withoutAServiceNothingIsChangedUnlessItIsAskedFor() throws Exception {
    assertThatThrownBy(() -> rotate(true))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no session of dragoncode");
    assertThat(world.calls).isEmpty();

    Rotated rotated = rotate(false);

    assertThat(rotated.followed()).isEmpty();
    assertThat(world.published).map(Login::username).contains("shop_api_a");
  }

  @Test
  void aStepThatFailsLeavesWhatThereWas() {
    for (String step : List.of("prepare", "admit", "enter", "publish", "lock")) {
      World broken = new World();
      broken.admitted(FIRST);
      broken.published = Optional.of(FIRST);
      broken.sessions.put("shop_api_a", 1);
      broken.follows = true;
      broken.fails = step;

      assertThatThrownBy(() -> rotate(broken, true)).as(step).isInstanceOf(ProblemException.class);

      assertThat(broken.works(FIRST)).as(step).isTrue();
      assertThat(broken.published.filter(broken::works)).as(step).isPresent();
    }
  }

  @Test
  void rolesAreNamedAfterTheProjectAsPostgresqlTakesNames() {
    assertThat(LoginRoles.of("Shop.API 2"))
        .isEqualTo(new LoginRoles("shop_api_2", "shop_api_2_a", "shop_api_2_b"));
    assertThat(LoginRoles.of("2nd").group()).isEqualTo("app_2nd");
    assertThat(LoginRoles.of("pg-tools").group()).isEqualTo("app_pg_tools");
    assertThat(LoginRoles.of("x".repeat(90)).second()).hasSize(62);
  }

  private Rotated rotate(boolean service) throws Exception {
    return rotate(world, service);
  }

  private Rotated rotate(World in, boolean service) throws Exception {
    return new DatabaseRotation(in, in, () -> "secret-1", in::pass, () -> in.now)
        .run(
            new Wish(ROLES, WITHIN, service),
            new DatabaseRotation.Listener() {
              @Override
              public void waits(String words) {
                told.add(words);
              }

              @Override
              public void took(RotationStep step) {
                told.add(step.words());
              }
            });
  }

  /** A database and a vault in memory, with a service that follows where it is said to. */
  private static final class World implements RotatedStore, SecretPlace {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Integer> sessions = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();
    private Optional<Login> published = Optional.empty();
    private boolean follows;
    private boolean ours = true;
    private String fails = "";
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");

    World() {
      admitted(OWNER);
    }

    void admitted(Login login) {
      passwords.put(login.username(), login.password());
    }

    boolean works(Login login) {
      return login.password().equals(passwords.get(login.username()));
    }

    /** Half a second, in which one session of the service moves to the new login. */
    void pass() {
      now = now.plusMillis(500);
      String to = published.map(Login::username).orElse("");
      for (Map.Entry<String, Integer> each : sessions.entrySet()) {
        if (follows && !each.getKey().equals(to) && each.getValue() > 0) {
          each.setValue(each.getValue() - 1);
          sessions.merge(to, 1, Integer::sum);
          return;
        }
      }
    }

    private void call(String step, String what) {
      if (step.equals(fails)) {
        throw Problem.of("It fails", step).asException();
      }
      calls.add(step + " " + what);
    }

    @Override
    public String name() {
      return "the store";
    }

    @Override
    public Login owner() {
      return OWNER;
    }

    @Override
    public List<Session> sessions() {
      return sessions.entrySet().stream()
          .filter(each -> each.getValue() > 0)
          .map(each -> new Session(each.getKey(), "shop", each.getValue()))
          .toList();
    }

    @Override
    public Prepared prepare(LoginRoles roles) {
      call("prepare", roles.group());
      return new Prepared(ours, 2);
    }

    @Override
    public void admit(Login login) {
      call("admit", login.username());
      admitted(login);
    }

    @Override
    public void enter(Login login, Optional<String> before) {
      call("enter", login.username());
      assertThat(before.isPresent()).isEqualTo(ours);
      assertThat(works(login)).isTrue();
    }

    @Override
    public void lock(String role) {
      call("lock", role);
      assertThat(sessions.getOrDefault(role, 0)).isZero();
      passwords.remove(role);
    }

    @Override
    public boolean refuses(Login login) {
      return !works(login);
    }

    @Override
    public Optional<Login> current() {
      return published;
    }

    @Override
    public String publish(Login login) {
      call("publish", login.username());
      assertThat(works(login)).as("published only once it works").isTrue();
      published = Optional.of(login);
      return "version 1";
    }
  }
}
