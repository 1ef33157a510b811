package dev.dragoncode.fakes.stubs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One thing, besides method and address, in which a request may differ from a mapping. */
interface Check {

  /** In what the request differs, in words; empty where it does not. */
  Optional<String> difference(Asked asked);

  /** Where a named value stands. */
  enum Place {
    HEADER("header"),
    QUERY("query parameter"),
    COOKIE("cookie"),
    FORM("form value"),
    PATH("path parameter");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  /**
   * A named value, which may come several times.
   *
   * @param how one expectation that one value must meet, or several
   */
  record Named(Place place, String name, How how, UrlRule url) implements Check {
    @Override
    public Optional<String> difference(Asked asked) {
      List<String> values = values(asked);
      if (how.holds(values)) {
        return Optional.empty();
      }
      String found =
          values.isEmpty()
              ? "is missing"
              : "is " + values.stream().map(Expectation::quoted).collect(Collectors.joining(", "));
      return Optional.of(
          "%s “%s” %s; expected %s".formatted(place.words, name, found, how.words()));
    }

    private List<String> values(Asked asked) {
      return switch (place) {
        case HEADER -> asked.header(Expectation.header(name));
        case QUERY -> asked.query(name);
        case COOKIE -> asked.cookies().getOrDefault(name, List.of());
        case FORM -> asked.form().getOrDefault(name, List.of());
        case PATH -> {
          Map<String, String> names = url.names(asked);
          yield names.containsKey(name) ? List.of(names.get(name)) : List.of();
        }
      };
    }
  }

  /** What the values of one name have to be. */
  sealed interface How {

    boolean holds(List<String> values);

    String words();

    /** One of them meets an expectation, or none is there where that is expected. */
    record One(Expectation wanted) implements How {
      @Override
      public boolean holds(List<String> values) {
        return values.isEmpty()
            ? wanted.takesNothing() && wanted.holds(Seen.NOTHING)
            : values.stream().map(Seen::of).anyMatch(wanted::holds);
      }

      @Override
      public String words() {
        return wanted.words();
      }
    }

    /**
     * Each expectation is met by a value.
     *
     * @param alone whether there may be no other values
     */
    record Several(List<Expectation> wanted, boolean alone) implements How {
      @Override
      public boolean holds(List<String> values) {
        if (alone && values.size() != wanted.size()) {
          return false;
        }
        List<Seen> left = new ArrayList<>(values.stream().map(Seen::of).toList());
        for (Expectation one : wanted) {
          Optional<Seen> met = left.stream().filter(one::holds).findFirst();
          if (met.isEmpty()) {
            return false;
          }
          left.remove(met.get());
        }
        return true;
      }

      @Override
      public String words() {
        return (alone ? "exactly " : "among others ")
            + wanted.stream().map(Expectation::words).collect(Collectors.joining(", "));
      }
    }
  }

  /** The body. */
  record Body(Expectation wanted) implements Check {
    @Override
    public Optional<String> difference(Asked asked) {
      Seen body = asked.body();
      if (wanted.holds(body)) {
        return Optional.empty();
      }
      return Optional.of(
          "the body %s; expected %s"
              .formatted(
                  body.there() ? "is " + Expectation.quoted(body.text()) : "is empty",
                  wanted.words()));
    }
  }

  /** The user and password of basic authentication. */
  record BasicAuth(String value) implements Check {
    @Override
    public Optional<String> difference(Asked asked) {
      List<String> shown = asked.header("authorization");
      return shown.stream()
              .anyMatch(line ->
                  line.regionMatches(true, 0, value, 0, 6)
                      && line.substring(6).equals(value.substring(6)))
          ? Optional.empty()
          : Optional.of(
              shown.isEmpty()
                  ? "basic authentication is missing"
                  : "the user or password is another one");
    }
  }

  /**
   * Parts of a multipart body.
   *
   * @param all whether each part has to be as said, not only one
   */
  record Parts(String name, Map<String, How> headers, List<Expectation> body, boolean all)
      implements Check {
    @Override
    public Optional<String> difference(Asked asked) {
      List<MultipartBody.Piece> pieces = asked.pieces();
      boolean holds =
          all
              ? !pieces.isEmpty() && pieces.stream().allMatch(this::holds)
              : pieces.stream().anyMatch(this::holds);
      return holds
          ? Optional.empty()
          : Optional.of(
              "%s of the body's %d parts is as expected%s"
                  .formatted(
                      all ? "not every one" : "none",
                      pieces.size(),
                      name.isEmpty() ? "" : " of “" + name + "”"));
    }

    private boolean holds(MultipartBody.Piece piece) {
      return (name.isEmpty() || name.equals(piece.name()))
          && headers.entrySet().stream()
              .allMatch(header -> {
                String value = piece.headers().get(Expectation.header(header.getKey()));
                return header.getValue().holds(value == null ? List.of() : List.of(value));
              })
          && body.stream().allMatch(wanted -> wanted.holds(piece.body()));
    }
  }

  /** The host that the client named. */
  record Host(Expectation wanted) implements Check {
    @Override
    public Optional<String> difference(Asked asked) {
      String host = asked.request().header("host").orElse("").replaceFirst(":\\d+$", "");
      return wanted.holds(Seen.of(host))
          ? Optional.empty()
          : Optional.of(
              "the host is %s; expected %s".formatted(Expectation.quoted(host), wanted.words()));
    }
  }

  /** What no request to this server can have. */
  record Never(String why) implements Check {
    @Override
    public Optional<String> difference(Asked asked) {
      return Optional.of(why);
    }
  }
}
