package dev.dragoncode.fakes.stubs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which addresses a mapping is for. */
sealed interface UrlRule {

  boolean takes(Asked asked);

  /** As the mapping says it. */
  String text();

  /** The values of the path's named segments. */
  default Map<String, String> names(Asked asked) {
    return Map.of();
  }

  /** Any address. */
  record Any() implements UrlRule {
    @Override
    public boolean takes(Asked asked) {
      return true;
    }

    @Override
    public String text() {
      return "any address";
    }
  }

  /** One path with its query, as it came. */
  record Whole(String text) implements UrlRule {
    @Override
    public boolean takes(Asked asked) {
      return asked.target().equals(text);
    }
  }

  /** One path with any query. */
  record OnePath(String text) implements UrlRule {
    @Override
    public boolean takes(Asked asked) {
      return asked.rawPath().equals(text);
    }
  }

  /** Paths with queries that match. */
  record WholePattern(BoundedRegex regex) implements UrlRule {
    @Override
    public boolean takes(Asked asked) {
      return regex.fits(asked.target());
    }

    @Override
    public String text() {
      return regex.toString();
    }
  }

  /** Paths that match, with any query. */
  record PathPattern(BoundedRegex regex) implements UrlRule {
    @Override
    public boolean takes(Asked asked) {
      return regex.fits(asked.rawPath());
    }

    @Override
    public String text() {
      return regex.toString();
    }
  }

  /** Paths with named segments, and any query. */
  record Template(String text, Pattern pattern, List<String> names) implements UrlRule {

    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9_-]+)\\}");

    /** The template that a part says. */
    static Template of(Part part) {
      String text = part.text();
      StringBuilder pattern = new StringBuilder();
      List<String> names = new ArrayList<>();
      Matcher name = NAME.matcher(text);
      int from = 0;
      while (name.find()) {
        pattern.append(fixed(part, text.substring(from, name.start()))).append("([^/]+)");
        names.add(name.group(1));
        from = name.end();
      }
      pattern.append(fixed(part, text.substring(from)));
      return new Template(text, Pattern.compile(pattern.toString()), List.copyOf(names));
    }

    private static String fixed(Part part, String text) {
      if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0 || text.indexOf('*') >= 0) {
        throw part.wrong("has more than {names} of segments, which is not understood here");
      }
      return Pattern.quote(text);
    }

    @Override
    public boolean takes(Asked asked) {
      return pattern.matcher(asked.rawPath()).matches();
    }

    @Override
    public Map<String, String> names(Asked asked) {
      Matcher found = pattern.matcher(asked.rawPath());
      Map<String, String> values = new LinkedHashMap<>();
      if (found.matches()) {
        for (int i = 0; i < names.size(); i++) {
          values.put(names.get(i), found.group(i + 1));
        }
      }
      return values;
    }
  }
}
