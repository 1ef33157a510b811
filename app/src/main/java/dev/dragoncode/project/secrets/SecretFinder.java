package dev.dragoncode.project.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Finds secrets in the text of a file: tokens by their look, private keys, passwords in addresses,
 * and random values of settings whose name says that they are secret.
 */
public final class SecretFinder {

  /** What stands in the place of a secret. */
  public static final String MASK = "••••";

  /** On each side of a keyword, whatever the length of its line. */
  private static final int AROUND = 400;

  /** The longest scheme of an address. */
  private static final int SCHEME = 20;

  /** The longest beginning of a name before the word that tells of a secret. */
  private static final int BEFORE_NAME = 60;

  /** A name, its sign and its value together. */
  private static final int LONGEST_NAMED = 280;

  /** A file with more is a list of them, and the first ones say it. */
  private static final int MOST_IN_A_FILE = 20;

  /** Characters of the line on each side of the secret. */
  private static final int SHOWN = 60;

  private static final int FINGERPRINT_BYTES = 8;

  /** Less is a placeholder; the shortest real ones, of Ed25519, have 64. */
  private static final int LEAST_KEY_CHARACTERS = 64;

  /** Bits for each character; filler such as MIIEXXXX has less. */
  private static final double OF_A_KEY = 4.0;

  private static final String PEM = "-----BEGIN ";
  private static final String PEM_END = "-----END ";
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY(?: BLOCK)?-----");

  /** Of a private key, of an RSA key of 16384 bits with its line ends. */
  private static final int LONGEST_KEY = 16_000;

  private static final List<String> NAMES =
      List.of(
          "ecret",
          "ECRET",
          "assw",
          "ASSW",
          "oken",
          "OKEN",
          "_key",
          "_KEY",
          "Key",
          "-key",
          "redential",
          "REDENTIAL",
          "assphrase",
          "ASSPHRASE");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([\\w.-]*(?:secret|token|passw(?:or)?d|passphrase|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key"
              + "|signing[_-]?key|encryption[_-]?key|master[_-]?key|credential)[\\w.-]*)[\"']?\\s*(?::=|=>|=|:)\\s*([\"'`]?)([^\\s\"'`,;]{16,200})(\\2|$)");

  /** Names of what belongs to a secret and is none. */
  private static final Pattern NOT_THE_SECRET =
      Pattern.compile(
          "(?i).*(?:name|url|uri|endpoint|host|path|file|id|ids|type|hash|digest|checksum|sha\\d*|ttl|expir\\w*|length|header|prefix|regex"
              + "|pattern|label|placeholder|hint|field|param|parameter|format|policy|class|ref|arn|version|algorithm|alg"
              + "|issuer|count|limit|public|title|text|message|error|description|audience|scope|selector|provider|resolver)"
              + "|.*(?:public|tokeniz|csrf|xsrf|pagetoken|page_token|nexttoken|next_token|cancellation|synchron|keyboard|monkey|site_?key|integrity).*");

  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "(?i)[a-z][a-z0-9+.-]{2,20}://([^\\s:/@\"'<>{}$%]{1,60}):([^\\s/@\"'<>{}$%]{6,100})@([a-z0-9.-]+)");

  private static final Pattern NEAR_HOST =
      Pattern.compile(
          "(?i)localhost|127\\..*|0\\.0\\.0\\.0|[a-z0-9_-]+|.*\\.(?:local|test|example|invalid|localhost)|(?:.*\\.)?example\\.(?:com|org|net)|host\\.docker\\.internal");

  private static final List<String> SEALS =
      List.of("SealedSecret", "sops", "$ANSIBLE_VAULT", "age-encryption", "AGE ENCRYPTED");

  private static final Pattern SEALED =
      Pattern.compile(
          "(?m)^kind: *SealedSecret|^sops:|^\"?sops\"?:|^\\$ANSIBLE_VAULT;|^age-encryption\\.org|-----BEGIN AGE ENCRYPTED FILE|\"sops\": *\\{");

  private static final String ADDRESS = "://";

  private static final Keywords KEYWORDS =
      new Keywords(
          Stream.of(
                  SecretShape.ALL.stream().flatMap(shape -> shape.keywords().stream()),
                  NAMES.stream(),
                  SEALS.stream(),
                  Stream.of(PEM, ADDRESS))
              .flatMap(words -> words)
              .toList());

  private static final Pattern ALLOWED =
      Pattern.compile("gitleaks:allow|dragoncode:allow|pragma: allowlist secret|trufflehog:ignore");

  /** Firebase's keys of web clients are public by design. */
  private static final Pattern CLIENT_KEY =
      Pattern.compile(
          "authDomain|firebase|messagingSenderId|mobilesdk_app_id|maps\\.googleapis|google-services");

  private final String path;
  private final String text;
  private final Set<String> held;
  private final List<SecretHit> hits = new ArrayList<>();

  /**
   * @param held the keywords that the text holds
   */
  private SecretFinder(String path, String text, Set<String> held) {
    this.path = path;
    this.text = text;
    this.held = held;
  }

  /** The secrets of a file. */
  public static List<SecretHit> in(String path, String text) {
    if (SecretPlaces.passedOver(path)) {
      return List.of();
    }
    Set<String> held = KEYWORDS.in(text);
    if (held.isEmpty()
        || (SEALS.stream().anyMatch(held::contains) && SEALED.matcher(text).find())) {
      return List.of();
    }
    SecretFinder finder = new SecretFinder(path, text, held);
    finder.shapes();
    if (!SecretPlaces.tried(path)) {
      finder.privateKeys();
      finder.addresses();
      finder.named();
    }
    return List.copyOf(finder.hits);
  }

  /** Names what this version looks for, by the code that does it. */
  public static String rules() {
    CRC32C sum = new CRC32C();
    for (Class<?> each :
        List.of(SecretFinder.class, SecretShape.class, SecretPlaces.class, Randomness.class)) {
      String name = each.getSimpleName() + ".class";
      try (InputStream code = Objects.requireNonNull(each.getResourceAsStream(name), name)) {
        sum.update(code.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Long.toHexString(sum.getValue());
  }

  /** A text with all that looks like a token masked. */
  public static String masked(String text) {
    String result = text;
    for (SecretShape shape : SecretShape.ALL) {
      if (shape.keywords().stream().anyMatch(result::contains)) {
        Matcher matcher = shape.pattern().matcher(result);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
          out.append(result, from, matcher.start(1)).append(MASK);
          from = matcher.end(1);
        }
        result = out.append(result, from, result.length()).toString();
      }
    }
    return result;
  }

  private void shapes() {
    for (SecretShape shape : SecretShape.ALL) {
      for (String keyword : shape.keywords()) {
        int at = first(keyword);
        while (at >= 0 && hits.size() < MOST_IN_A_FILE) {
          int from = start(at, AROUND);
          int to = end(at, keyword.length() + AROUND);
          Matcher matcher = shape.pattern().matcher(text).region(from, to);
          matcher.useTransparentBounds(true);
          while (matcher.find()) {
            String value = matcher.group(1);
            if (Randomness.entropy(value) >= shape.entropy()
                && !Randomness.filler(value)
                && !clientKey(shape, at)) {
              hit(shape.id(), shape.title(), matcher.start(1), matcher.end(1), value);
            }
          }
          at = text.indexOf(keyword, to);
        }
      }
    }
  }

  private int first(String keyword) {
    return held.contains(keyword) ? text.indexOf(keyword) : -1;
  }

  private boolean clientKey(SecretShape shape, int at) {
    return shape.id().equals("google-key")
        && (path.endsWith("google-services.json")
            || path.endsWith("GoogleService-Info.plist")
            || CLIENT_KEY
                .matcher(text)
                .region(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND))
                .find());
  }

  private void privateKeys() {
    int at = first(PEM);
    int end = -1;
    while (at >= 0) {
      Matcher begin = PRIVATE_KEY.matcher(text).region(at, text.length());
      end = end < at ? text.indexOf(PEM_END, at) : end;
      if (end < 0) {
        return;
      }
      if (begin.lookingAt() && end - at < LONGEST_KEY) {
        String key =
            text.substring(begin.end(), end)
                .replaceAll("\\\\[nr]|[\\s\"'+,]", "")
                .replaceAll("[^A-Za-z0-9/=].*", "");
        if (key.length() >= LEAST_KEY_CHARACTERS && Randomness.entropy(key) >= OF_A_KEY) {
          hit("private-key", "private key", begin.end(), end, key);
        }
      }
      at = text.indexOf(PEM, at + PEM.length());
    }
  }

  private void addresses() {
    int at = first(ADDRESS);
    while (at >= 0) {
      int from = start(at, SCHEME);
      int to = end(at, AROUND);
      int sign = text.indexOf('@', at);
      if (sign < 0) {
        return;
      }
      if (sign > to) {
        at = text.indexOf(ADDRESS, Math.max(at + 3, sign - AROUND));
        continue;
      }
      Matcher matcher = IN_ADDRESS.matcher(text).region(from, to);
      if (matcher.find()) {
        String password = matcher.group(2);
        boolean own = password.equalsIgnoreCase(matcher.group(1));
        if (!own && !NEAR_HOST.matcher(matcher.group(3)).matches() && password(password)) {
          hit("address", "password in an address", matcher.start(2), matcher.end(2), password);
        }
      }
      at = text.indexOf(ADDRESS, at + 3);
    }
  }

  private static boolean password(String value) {
    return !Randomness.filler(value)
        && !value
            .toLowerCase(Locale.ROOT)
            .matches(
                "(?:pass|pwd|secret|token|user|admin|root|guest|postgres|mysql|test|key)\\w{0,4}")
        && value.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private void named() {
    for (String name : NAMES) {
      int at = first(name);
      while (at >= 0 && hits.size() < MOST_IN_A_FILE) {
        int seen = named(start(at, BEFORE_NAME), end(at, AROUND));
        at = text.indexOf(name, Math.max(at + name.length(), seen));
      }
    }
  }

  /** Up to where the names in this part of the text have been looked at. */
  private int named(int start, int end) {
    Matcher matcher = NAMED.matcher(text).region(start, end);
    if (!matcher.find()) {
      // what begins behind this may go on behind the part
      return end - LONGEST_NAMED;
    }
    String value = matcher.group(3);
    boolean quoted = !matcher.group(2).isEmpty();
    if ((quoted || SecretPlaces.settings(path))
        && !NOT_THE_SECRET.matcher(matcher.group(1)).matches()
        && !SecretShape.decides(value)
        && Randomness.drawn(value)) {
      hit("named", "secret value", matcher.start(3), matcher.end(3), value);
    }
    return matcher.end(3);
  }

  private void hit(String id, String title, int from, int to, String value) {
    int start = lineStart(from);
    int end = lineEnd(from);
    if (ALLOWED.matcher(text).region(start, end).find()) {
      return;
    }
    int number = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < from; i = text.indexOf('\n', i + 1)) {
      number++;
    }
    int line = number;
    if (hits.stream().anyMatch(h -> h.line() == line)) {
      return;
    }
    String before = text.substring(Math.max(start, from - SHOWN), from);
    String after = to < end ? text.substring(to, Math.min(end, to + SHOWN)) : "";
    String excerpt = masked(before).stripLeading() + MASK + masked(after).stripTrailing();
    hits.add(new SecretHit(title, line, excerpt, fingerprint(id, value)));
  }

  /**
   * Where the line of a place begins, at most so far before it: a line may be the whole file, and
   * is not to be searched again for each word in it.
   */
  private int start(int at, int most) {
    int start = at;
    while (start > 0 && at - start < most && text.charAt(start - 1) != '\n') {
      start--;
    }
    return start;
  }

  /** Where the line of a place ends, at most so far behind it. */
  private int end(int at, int most) {
    int end = at;
    while (end < text.length() && end - at < most && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static String fingerprint(String id, String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((id + ":" + value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
