package dev.dragoncode.readiness;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.secrets.SecretFinder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes evidence from places in files, with secrets masked. */
public final class Excerpts {

  private static final int MAX_LENGTH = 140;
  private static final String MASK = SecretFinder.MASK;

  /** A name that tells of a secret, followed by a value that is no reference to another place. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([\\w.-]*(?:passw(?:or)?d|pwd|passphrase|secret|token|credential"
              + "|(?:api|access|private|auth|signing|encryption|master)[_-]?key)[\\w.-]*[\"']?\\s*(?::=|=>|[:=])\\s*[\"']?)"
              + "(?!\\$|<|\\{\\{|process\\.env|os\\.|System\\.|true\\b|false\\b|null\\b|none\\b|[~^=v><]*\\d+\\.\\d)"
              + "([^\\s\"'<>,;)]{3,})");

  /** Looked for first: without one of these, {@link #NAMED} would only cost its time. */
  private static final Pattern TELLING =
      Pattern.compile("(?i)passw|pwd|passphrase|secret|token|credential|key");

  private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*:)([^@\\s/${}]{2,})(@)");

  /** Shapes that are secrets wherever they stand. */
  private static final Pattern SHAPED =
      Pattern.compile(
          "\\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}"
              + "|sk_(?:live|test)_[A-Za-z0-9]{10,}|eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"
              + "|AIza[\\w-]{30,})");

  /** A line of a private key or of another long value in base64. */
  private static final Pattern KEY_LINE =
      Pattern.compile(
          "(?<![\\w+/=-])(?=[A-Za-z+/]*\\d)(?=[a-z0-9+/]*[A-Z])(?=[A-Z0-9+/]*[a-z])[A-Za-z0-9+/]{60,}={0,2}(?![\\w+/-])");

  private Excerpts() {}

  /** A line of a file. */
  public static Evidence line(ProjectView view, String file, int line) {
    return line < 1 ? file(file) : new Evidence(file, line, shown(view.line(file, line)));
  }

  /** A file as a whole. */
  public static Evidence file(String file) {
    return new Evidence(file, 0, "");
  }

  /** A text, shortened and with its secrets masked. */
  public static String shown(String text) {
    String masked = masked(text.strip().replaceAll("\\s+", " "));
    return masked.length() <= MAX_LENGTH ? masked : masked.substring(0, MAX_LENGTH - 1) + "…";
  }

  /** A text with its secrets masked. */
  public static String masked(String text) {
    String result = IN_URL.matcher(text).replaceAll("$1" + MASK + "$3");
    result = SHAPED.matcher(SecretFinder.masked(result)).replaceAll(MASK);
    result = KEY_LINE.matcher(result).replaceAll(MASK);
    if (!TELLING.matcher(result).find()) {
      return result;
    }
    return NAMED
        .matcher(result)
        .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + MASK));
  }
}
