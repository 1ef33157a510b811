package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Credential;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Pack.Auth;
import dev.dragoncode.fakes.pack.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Lets in whoever shows a credential of the vendor's form, and refuses the others as it does. */
final class Gate {

  private final List<Auth> ways;

  Gate(List<Auth> ways) {
    this.ways = ways;
  }

  /** The first credential that a request shows, whether it is any good or not. */
  Credential shown(FakeRequest request) {
    for (Auth way : ways) {
      Optional<Credential> credential = shown(way, request);
      if (credential.isPresent() && fits(way, credential.get())) {
        return credential.get();
      }
    }
    return ways.stream()
        .flatMap(way -> shown(way, request).stream())
        .findFirst()
        .orElse(Credential.NOBODY);
  }

  /**
   * Refuses a call that shows nothing ({@code unauthenticated}) or the wrong thing ({@code
   * unauthorized}).
   */
  void admit(CallStage call) {
    if (ways.isEmpty()) {
      return;
    }
    Credential credential = call.credential();
    if (credential.scheme() == Credential.Scheme.NONE) {
      if (ways.stream().anyMatch(way -> way.scheme() == Credential.Scheme.NONE)) {
        return;
      }
      boolean told = call.pack().errors().containsKey("unauthenticated");
      throw Refusal.of(told ? "unauthenticated" : "unauthorized").with("key", "");
    }
    if (ways.stream().noneMatch(way -> fits(way, credential))) {
      throw Refusal.of("unauthorized").with("key", masked(credential.secret()));
    }
  }

  private static boolean fits(Auth way, Credential credential) {
    return way.scheme() == credential.scheme()
        && way.user().matcher(credential.name()).matches()
        && way.secret().matcher(credential.secret()).matches();
  }

  private static Optional<Credential> shown(Auth way, FakeRequest request) {
    return switch (way.scheme()) {
      case NONE -> Optional.empty();
      case BEARER ->
          scheme(request, "bearer ").or(() -> scheme(request, "token ")).map(Gate::bearer);
      case BASIC -> scheme(request, "basic ").flatMap(Gate::basic);
      case HEADER -> request.header(way.name()).map(v -> of(Credential.Scheme.HEADER, v));
      case QUERY -> request.queryValue(way.name()).map(v -> of(Credential.Scheme.QUERY, v));
      case FORM -> Inputs.formValue(request, way.name()).map(v -> of(Credential.Scheme.FORM, v));
    };
  }

  private static Credential bearer(String token) {
    return of(Credential.Scheme.BEARER, token);
  }

  private static Credential of(Credential.Scheme scheme, String key) {
    return new Credential(scheme, key, key);
  }

  private static Optional<String> scheme(FakeRequest request, String scheme) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).strip());
  }

  private static Optional<Credential> basic(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return Optional.of(
          colon < 0
              ? new Credential(Credential.Scheme.BASIC, text, "")
              : new Credential(
                  Credential.Scheme.BASIC, text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.of(new Credential(Credential.Scheme.BASIC, "", ""));
    }
  }

  /** As vendors quote a key: its beginning and its last four characters. */
  static String masked(String secret) {
    if (secret.length() <= 12) {
      return "*".repeat(secret.length());
    }
    return secret.substring(0, 8)
        + "*".repeat(secret.length() - 12)
        + secret.substring(secret.length() - 4);
  }
}
