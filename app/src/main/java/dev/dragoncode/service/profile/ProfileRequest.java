package dev.dragoncode.service.profile;

import dev.dragoncode.load.Destination;
import dev.dragoncode.load.Expected;
import dev.dragoncode.load.Header;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Objective;
import dev.dragoncode.load.Pace;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.run.probe.DeclaredRoute;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to be profiled, and how.
 *
 * @param pid of a program that runs; empty to start the project's own service
 * @param load what that service is asked meanwhile; empty for nothing
 */
public record ProfileRequest(
    OptionalLong pid, Mode mode, Duration duration, Optional<UnderLoad> load) {

  /** Longer recordings are for servers, not for a workbench. */
  public static final Duration LONGEST = Duration.ofMinutes(30);

  /**
   * Requests that go to the service while it is recorded.
   *
   * @param route such as {@code /orders} or {@code POST /orders}
   * @param rate requests a second
   * @param headers of each request, such as a login
   * @param expected the answers that count
   */
  public record UnderLoad(String route, double rate, List<Header> headers, Expected expected) {

    public UnderLoad {
      headers = List.copyOf(headers);
    }

    /**
     * The run that it is.
     *
     * @param base where the service answers
     * @throws dev.dragoncode.problem.ProblemException if the route is none
     */
    LoadPlan plan(
        URI base,
        List<DeclaredRoute> declared,
        List<Objective> objectives,
        Duration warmup,
        Duration duration) {
      if (!(Destination.of(route, declared) instanceof Destination.Route known)) {
        throw Problem.of(
                "“" + route + "” is no route",
                "The service that is started is asked, not another address.",
                Remedy.of("Write a path such as /orders, or a method before it: POST /orders."))
            .asException();
      }
      return new LoadPlan(
          known.method().orElse("GET"),
          base.resolve(known.path()),
          headers,
          "",
          expected,
          new Pace.Open(rate, Duration.ZERO),
          warmup,
          duration,
          LoadPlan.IN_FLIGHT,
          LoadPlan.PATIENCE,
          objectives,
          Optional.empty());
    }

    /** Requests without headers, to be answered with success. */
    public static UnderLoad of(String route, double rate) {
      return new UnderLoad(route, rate, List.of(), Expected.SUCCESS);
    }

    /** A rate that any service bears. */
    public static final double RATE = 50;
  }

  /** Of a program that runs. */
  public static ProfileRequest of(long pid, Mode mode, Duration duration) {
    return new ProfileRequest(OptionalLong.of(pid), mode, duration, Optional.empty());
  }

  /** Of the project's service, which is started for it. */
  public static ProfileRequest launch(Mode mode, Duration duration) {
    return new ProfileRequest(OptionalLong.empty(), mode, duration, Optional.empty());
  }

  /** The same of a service under load. */
  public ProfileRequest under(UnderLoad asked) {
    return new ProfileRequest(pid, mode, duration, Optional.of(asked));
  }

  /** Whether the project's own code is started for it. */
  public boolean launches() {
    return pid.isEmpty();
  }
}
