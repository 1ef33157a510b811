package dev.dragoncode.fakes.stubs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads which requests a mapping is for. */
final class RequestReader {

  private static final List<String> URLS =
      List.of("url", "urlPattern", "urlPath", "urlPathPattern", "urlPathTemplate");

  private static final Set<String> MEMBERS =
      Set.of(
          "method",
          "url",
          "urlPattern",
          "urlPath",
          "urlPathPattern",
          "urlPathTemplate",
          "pathParameters",
          "headers",
          "queryParameters",
          "formParameters",
          "cookies",
          "basicAuth",
          "basicAuthCredentials",
          "bodyPatterns",
          "multipartPatterns",
          "host",
          "port",
          "scheme");

  private RequestReader() {}

  static RequestRule read(Part part) {
    part.only(MEMBERS);
    UrlRule url = url(part);
    List<Check> checks = new ArrayList<>();
    scheme(part, checks);
    part.find("host").ifPresent(host -> checks.add(new Check.Host(ExpectationReader.read(host))));
    named(part, "pathParameters", Check.Place.PATH, url, checks);
    named(part, "queryParameters", Check.Place.QUERY, url, checks);
    named(part, "headers", Check.Place.HEADER, url, checks);
    named(part, "cookies", Check.Place.COOKIE, url, checks);
    part.find("basicAuth")
        .or(() -> part.find("basicAuthCredentials"))
        .ifPresent(auth -> checks.add(basic(auth)));
    named(part, "formParameters", Check.Place.FORM, url, checks);
    part.each("bodyPatterns", ExpectationReader::read)
        .forEach(wanted -> checks.add(new Check.Body(wanted)));
    checks.addAll(part.each("multipartPatterns", RequestReader::parts));
    String method =
        part.find("method").map(Part::text).orElse(RequestRule.ANY).toUpperCase(Locale.ROOT);
    return new RequestRule(method, url, checks);
  }

  private static UrlRule url(Part part) {
    List<String> said = URLS.stream().filter(part::has).toList();
    if (said.size() > 1) {
      throw part.wrong("has more than one of " + String.join(", ", said));
    }
    if (said.isEmpty()) {
      return new UrlRule.Any();
    }
    Part url = part.at(said.getFirst());
    return switch (said.getFirst()) {
      case "url" -> new UrlRule.Whole(url.text());
      case "urlPattern" -> new UrlRule.WholePattern(BoundedRegex.of(url));
      case "urlPath" -> new UrlRule.OnePath(url.text());
      case "urlPathPattern" -> new UrlRule.PathPattern(BoundedRegex.of(url));
      default -> UrlRule.Template.of(url);
    };
  }

  private static void scheme(Part part, List<Check> checks) {
    part.find("scheme")
        .ifPresent(scheme -> {
          if (!scheme.text().equalsIgnoreCase("http")) {
            checks.add(new Check.Never("the scheme is http; expected " + scheme.text()));
          }
        });
    part.find("port")
        .ifPresent(port -> {
          String wanted = ":" + port.whole(1, 65_535);
          checks.add(asked ->
              asked.request().header("host").orElse("").endsWith(wanted)
                  ? java.util.Optional.empty()
                  : java.util.Optional.of("the port is not " + wanted.substring(1)));
        });
  }

  private static void named(
      Part part, String member, Check.Place place, UrlRule url, List<Check> checks) {
    hows(part, member).forEach((name, how) -> checks.add(new Check.Named(place, name, how, url)));
  }

  private static Map<String, Check.How> hows(Part part, String member) {
    return new LinkedHashMap<>(part.all(member, RequestReader::how));
  }

  private static Check.How how(Part part) {
    part.object();
    for (String several : List.of("hasExactly", "includes")) {
      if (part.has(several)) {
        part.only(Set.of(several));
        return new Check.How.Several(
            part.each(several, ExpectationReader::read), several.equals("hasExactly"));
      }
    }
    return new Check.How.One(ExpectationReader.read(part));
  }

  private static Check basic(Part part) {
    part.only(Set.of("username", "password"));
    String pair = part.at("username").text() + ":" + part.at("password").text();
    return new Check.BasicAuth(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static Check parts(Part part) {
    part.only(Set.of("matchingType", "name", "headers", "bodyPatterns", "multipartPatterns"));
    String type = part.find("matchingType").map(Part::text).orElse("ANY");
    if (!type.equals("ANY") && !type.equals("ALL")) {
      throw part.at("matchingType").wrong("is neither ANY nor ALL");
    }
    return new Check.Parts(
        part.find("name").map(Part::text).orElse(""),
        hows(part, "headers"),
        part.each("bodyPatterns", ExpectationReader::read),
        type.equals("ALL"));
  }
}
