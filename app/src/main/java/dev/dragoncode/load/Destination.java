package dev.dragoncode.load;

import dev.dragoncode.run.probe.DeclaredRoute;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a load run goes, as a person has typed it. */
public sealed interface Destination {

  /** An address, of whatever listens there. */
  record Address(URI uri) implements Destination {}

  /**
   * A route of the project's own service.
   *
   * @param method in upper case; empty leaves it to what is declared
   * @param path with values for its variables
   */
  record Route(Optional<String> method, String path) implements Destination {}

  /**
   * Reads {@code http://127.0.0.1:8080/orders}, {@code 127.0.0.1:8080}, {@code /orders} or {@code
   * POST /orders/{id}}; a route that is declared takes what is declared of it.
   *
   * @throws dev.dragoncode.problem.ProblemException if it is neither
   */
  static Destination of(String words, List<DeclaredRoute> declared) {
    Matcher typed = Typed.ROUTE.matcher(words.strip());
    if (!typed.matches()) {
      return new Address(LoadPlan.address(words));
    }
    Optional<String> method =
        Optional.ofNullable(typed.group(1)).map(each -> each.toUpperCase(Locale.ROOT));
    String path = typed.group(2);
    Optional<DeclaredRoute> known =
        declared.stream()
            .filter(each -> each.path().equals(path) || each.filled().equals(path))
            .filter(each -> method.isEmpty() || each.takes(method.get()))
            .min(Comparator.comparing(each -> !each.takes("GET")));
    return new Route(
        method.or(() -> known.map(DeclaredRoute::method).filter(each -> !each.equals("ANY"))),
        known.map(DeclaredRoute::filled).orElse(path));
  }

  /** Whether it was typed as a route; its path begins with a slash. */
  static boolean isRoute(String words) {
    return Typed.ROUTE.matcher(words.strip()).matches();
  }

  /** How a route is written. */
  final class Typed {
    private static final Pattern ROUTE = Pattern.compile("(?:([A-Za-z]+)\\s+)?(/\\S*)");

    private Typed() {}
  }
}
