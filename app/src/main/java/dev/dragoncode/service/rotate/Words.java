package dev.dragoncode.service.rotate;

import java.util.Collection;
import java.util.stream.Collectors;

/** Sessions in words. */
final class Words {

  private Words() {}

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Such as {@code 3 sessions of shop_a (shop-api)}. */
  static String of(Collection<Session> sessions) {
    return sessions.stream()
        .map(each ->
            "%s of %s%s"
                .formatted(
                    count(each.count(), "session"),
                    each.role(),
                    each.application().isEmpty() ? "" : " (" + each.application() + ")"))
        .collect(Collectors.joining(", "));
  }
}
