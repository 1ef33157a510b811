package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Credential;
import dev.dragoncode.fakes.pack.FakeRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which state a request means: the one that its header names, else the one that its key names, else
 * the one that its address names, as those of pages for a browser do.
 */
final class Namespaces {

  /** The header that names a namespace, so that each test can have one of its own. */
  static final String NAME = "x-dragoncode-namespace";

  /** {@code sk_test_ns_NAME}, {@code SG.ns_NAME_x}: any key of a vendor's form can carry it. */
  private static final Pattern IN_KEY = Pattern.compile("(?:^|[_.-])ns_([A-Za-z0-9-]+)(?:_|$)");

  private Namespaces() {}

  static String of(FakeRequest request, Credential shown) {
    return request
        .header(NAME)
        .or(() -> inKey(shown.secret()))
        .or(() -> inKey(shown.name()))
        .or(() -> request.queryValue(NAME))
        .orElse(Worlds.USUAL);
  }

  private static Optional<String> inKey(String key) {
    if (!key.contains("ns_")) {
      return Optional.empty();
    }
    Matcher matcher = IN_KEY.matcher(key);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The request as the vendor would have got it, without a namespace in its address. */
  static FakeRequest plain(FakeRequest request) {
    if (!request.query().containsKey(NAME)) {
      return request;
    }
    Map<String, List<String>> query = new LinkedHashMap<>(request.query());
    query.remove(NAME);
    return new FakeRequest(
        request.method(),
        request.target(),
        request.path(),
        query,
        request.headers(),
        request.repeated(),
        request.body());
  }

  /** What an address needs so that a browser, which sends no header, comes to a namespace. */
  static String query(String namespace) {
    return namespace.equals(Worlds.USUAL)
        ? ""
        : "?" + NAME + "=" + URLEncoder.encode(namespace, StandardCharsets.UTF_8);
  }
}
