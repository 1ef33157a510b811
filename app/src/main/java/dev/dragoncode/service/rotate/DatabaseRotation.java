package dev.dragoncode.service.rotate;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.rotate.RotatedStore.Prepared;
import dev.dragoncode.service.rotate.RotationStep.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps of a rotation without a gap. Two roles log in by turns: the one that is not in use gets
 * a new password, is tried, and only then is published; the one in use is locked only once nobody
 * uses it any more. So each login that a program may hold works at each moment, and a rotation that
 * breaks off anywhere has shut nobody out.
 */
public final class DatabaseRotation {

  /** Pools open and close sessions by themselves: one look without the old login may be chance. */
  private static final int LOOKS = 2;

  /** A quiet service has no session for a while: its pool closes those that nobody needs. */
  private static final Duration COMES_WITHIN = Duration.ofSeconds(10);

  private final RotatedStore store;
  private final SecretPlace secret;
  private final Supplier<String> passwords;
  private final Pause pause;
  private final InstantSource clock;

  /** What passes between two looks at the sessions. */
  @FunctionalInterface
  public interface Pause {
    void pass() throws InterruptedException;
  }

  /** What is told while it goes on. */
  public interface Listener {

    /** What is awaited now. */
    void waits(String words);

    void took(RotationStep step);
  }

  /**
   * How it is done.
   *
   * @param within how long the service has to follow
   * @param service whether one has to be there and follow
   */
  public record Wish(LoginRoles roles, Duration within, boolean service) {}

  /**
   * @param passwords makes a new one each time
   */
  public DatabaseRotation(
      RotatedStore store,
      SecretPlace secret,
      Supplier<String> passwords,
      Pause pause,
      InstantSource clock) {
    this.store = store;
    this.secret = secret;
    this.passwords = passwords;
    this.pause = pause;
    this.clock = clock;
  }

  /** The service went on with the login before; both work. */
  public static final class NotFollowed extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    NotFollowed(Problem problem) {
      super(problem.reason());
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }

  /**
   * Rotates once.
   *
   * @throws NotFollowed if the service does not follow in time
   * @throws dev.dragoncode.problem.ProblemException if a step fails; what worked before still does
   */
  public Rotated run(Wish wish, Listener listener) throws InterruptedException, NotFollowed {
    return new Run(wish, listener).run();
  }

  /** One rotation. */
  private final class Run {
    private final Wish wish;
    private final LoginRoles roles;
    private final Listener listener;
    private final List<RotationStep> steps = new ArrayList<>();
    private Instant since = clock.instant();

    Run(Wish wish, Listener listener) {
      this.wish = wish;
      this.roles = wish.roles();
      this.listener = listener;
    }

    Rotated run() throws InterruptedException, NotFollowed {
      Optional<Login> before = secret.current();
      List<Session> sessions = someone(before);
      String old = before.map(Login::username).orElseGet(() -> unnamed(sessions));
      String next = roles.after(old);
      done(Kind.LOOK, look(sessions, old, next));

      Prepared prepared = store.prepare(roles);
      done(
          Kind.PREPARE,
          "%s and %s log in by turns for %s%s"
              .formatted(roles.first(), roles.second(), roles.group(), rights(prepared)));

      Login login = new Login(next, passwords.get());
      store.admit(login);
      done(Kind.CHANGE, next + " has a new password");

      store.enter(login, prepared.ours() ? Optional.of(old) : Optional.empty());
      done(
          Kind.TRY,
          next
              + " can log in"
              + (prepared.ours() ? " and reads every table that " + old + " reads" : ""));

      String version = secret.publish(login);
      Instant published = clock.instant();
      done(Kind.PUBLISH, secret.name() + " names " + next + ": " + version);

      int come = wish.service() ? follow(old, next) : 0;
      Optional<Duration> followed =
          wish.service()
              ? Optional.of(Duration.between(published, clock.instant()))
              : Optional.empty();
      done(
          Kind.FOLLOW,
          wish.service()
              ? "the service uses %s: %s, none of %s"
                  .formatted(next, Words.count(come, "session"), old)
              : "no service is watched");

      boolean locked = roles.has(old);
      done(Kind.LOCK, locked ? lock(old, before) : kept(old));
      return new Rotated(old, next, secret.name(), followed, come, locked, steps);
    }

    private static String rights(Prepared prepared) {
      if (!prepared.ours()) {
        return ", which has the rights that the project gives it";
      }
      return prepared.handed() == 0
          ? ""
          : ", which now owns " + Words.count(prepared.handed(), "thing") + " more";
    }

    /** The sessions once there is one of the login in use, or after a while without. */
    private List<Session> someone(Optional<Login> before) throws InterruptedException {
      Instant end = clock.instant().plus(wish.service() ? COMES_WITHIN : Duration.ZERO);
      boolean told = false;
      while (true) {
        List<Session> sessions = store.sessions();
        String old = before.map(Login::username).orElseGet(() -> unnamed(sessions));
        if (!of(sessions, old).isEmpty() || !clock.instant().isBefore(end)) {
          return sessions;
        }
        if (!told) {
          listener.waits("no session of " + old + "; waiting for one");
          told = true;
        }
        pause.pass();
      }
    }

    /** The login in use where no secret names it: a vault may have forgotten it since. */
    private String unnamed(List<Session> sessions) {
      return sessions.stream()
          .map(Session::role)
          .filter(roles::has)
          .findFirst()
          .orElse(store.owner().username());
    }

    private String look(List<Session> sessions, String old, String next) {
      List<Session> late = of(sessions, next);
      if (!late.isEmpty()) {
        throw Problem.of(
                "The rotation before has not come to its end",
                "%s is to get a new password, and there are still %s. Nothing was changed."
                    .formatted(next, Words.of(late)),
                Remedy.of(
                    "Restart what uses it, so that it takes the login at "
                        + secret.name()
                        + ", then run this again."))
            .asException();
      }
      List<Session> own = of(sessions, old);
      if (own.isEmpty() && wish.service()) {
        throw Problem.of(
                "No program uses the login that is to change",
                "There is no session of %s at %s%s: nobody could follow. Nothing was changed."
                    .formatted(
                        old, store.name(), sessions.isEmpty() ? "" : ", but " + Words.of(sessions)),
                Remedy.of(
                    "Start the service with what dragoncode env prints, send it a request, then run"
                        + " this again."),
                Remedy.of("Change it without one: dragoncode rotate database --without-service"))
            .asException();
      }
      return own.isEmpty() ? "nobody uses " + old : Words.of(own);
    }

    /** How many sessions of the new login there are once none of the old one is left. */
    private int follow(String old, String next) throws InterruptedException, NotFollowed {
      Instant end = clock.instant().plus(wish.within());
      int alone = 0;
      String told = "";
      while (true) {
        List<Session> sessions = store.sessions();
        List<Session> left = of(sessions, old);
        int come = of(sessions, next).stream().mapToInt(Session::count).sum();
        alone = left.isEmpty() && come > 0 ? alone + 1 : 0;
        if (alone == LOOKS) {
          return come;
        }
        if (!clock.instant().isBefore(end)) {
          throw new NotFollowed(notFollowed(old, next, left, come));
        }
        String words =
            "%s of %s, %d of %s"
                .formatted(
                    Words.count(left.stream().mapToInt(Session::count).sum(), "session"),
                    old,
                    come,
                    next);
        if (!words.equals(told)) {
          listener.waits(words);
          told = words;
        }
        pause.pass();
      }
    }

    private Problem notFollowed(String old, String next, List<Session> left, int come) {
      return Problem.of(
          "The service has not followed",
          "After %d s there are %s and %s of %s. Both logins work; %s names the new one."
              .formatted(
                  wish.within().toSeconds(),
                  left.isEmpty() ? "no sessions of " + old : Words.of(left),
                  Words.count(come, "session"),
                  next,
                  secret.name()),
          Remedy.of(
              "Let the service read "
                  + secret.name()
                  + " again every few seconds and fill its pool anew, without a restart."),
          Remedy.of("Restart it once, so that it takes the new login, then run this again."));
    }

    private String lock(String old, Optional<Login> before) throws InterruptedException {
      store.lock(old);
      if (before.isPresent() && !store.refuses(before.get())) {
        throw Problem.of(
                "The login before still opens the database",
                "%s was locked, and %s lets its old password in nevertheless."
                    .formatted(old, store.name()),
                Remedy.of("Look at the server's pg_hba.conf: it may ask for no password."))
            .asException();
      }
      return old
          + " can no longer log in"
          + (before.isPresent() ? "; its password was refused" : "");
    }

    private String kept(String old) {
      return old.equals(store.owner().username())
          ? old + " stays: it is the emulator's own login, which DragonCode works with"
          : old + " stays: it is none of the two that log in by turns";
    }

    private void done(Kind kind, String words) {
      Instant now = clock.instant();
      RotationStep step = new RotationStep(kind, words, Duration.between(since, now));
      since = now;
      steps.add(step);
      listener.took(step);
    }
  }

  private static List<Session> of(List<Session> sessions, String role) {
    return sessions.stream().filter(each -> each.role().equals(role)).toList();
  }
}
