package dev.dragoncode.readiness.advisories;

import dev.dragoncode.project.locks.ResolvedPackage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Package URLs.
 *
 * @see <a href="https://github.com/package-url/purl-spec">purl</a>
 */
final class Purl {

  private Purl() {}

  static String of(ResolvedPackage each) {
    return switch (each.ecosystem()) {
      case MAVEN -> {
        int colon = each.name().indexOf(':');
        yield "pkg:maven/"
            + path(each.name().substring(0, Math.max(0, colon)))
            + "/"
            + path(each.name().substring(colon + 1))
            + version(each);
      }
      case NPM -> "pkg:npm/" + path(each.name()) + version(each);
      case PYPI -> "pkg:pypi/" + path(each.ecosystem().normalized(each.name())) + version(each);
      case GO -> "pkg:golang/" + path(each.name().toLowerCase(Locale.ROOT)) + version(each);
    };
  }

  private static String version(ResolvedPackage each) {
    return "@" + encoded(each.version());
  }

  private static String path(String text) {
    StringBuilder out = new StringBuilder();
    for (String part : text.split("/", -1)) {
      out.append(out.isEmpty() ? "" : "/").append(encoded(part));
    }
    return out.toString();
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~:".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }
}
