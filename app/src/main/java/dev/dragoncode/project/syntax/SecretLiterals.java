package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds texts in source code that a secret falls back to or is set to, as in {@code
 * process.env.JWT_SECRET || "dev"}, {@code os.environ.get("SECRET_KEY", "dev")} and {@code
 * jwt.sign(user, "dev")}.
 */
final class SecretLiterals {

  /**
   * What keys that sign or open something are called; labels and form fields are not among them.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)([a-z0-9]+_?)*(secret(_?key)?|signing_?key|private_?key|encryption_?key|jwt_?key"
              + "|api_?secret|cookie_?(key|secret)|db_?pass(word)?|database_?password|pgpassword"
              + "|mysql_?password|postgres_?password)");

  /** The address of a store with a password in it, unless it is this machine's. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(postgres(ql)?|mysql|mariadb|mongodb|redis|amqp)s?(\\+\\w+)?://[^:@/\\s${}<>%]*:"
              + "[^:@/\\s${}<>%*]+@(?!localhost|127\\.|\\[|0\\.0|host\\b|example)[^\\s${}<>%]+");

  /** What is called with such a key as its last text. */
  private static final Pattern SIGNS =
      Pattern.compile("sign|verify|createHmac|SignedString|encode|decode|cookieSession");

  /** Texts that stand for something else: an address, an algorithm, a name of a setting. */
  private static final Pattern NO_KEY =
      Pattern.compile(
          "(?i)|\\$\\{.*|(?-i:[A-Z][A-Z0-9]*_[A-Z0-9_]+)|(hs|rs|es|ps|sha)-?\\d{3}|utf-?8|hex|base64|none|null|undefined|https?://.*");

  private SecretLiterals() {}

  static List<CodeFile.SecretLiteral> in(List<Token> tokens) {
    List<CodeFile.SecretLiteral> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean named = (token.name() || token.string()) && SECRET.matcher(token.text()).matches();
      if (token.string() && ADDRESS.matcher(token.text()).matches()) {
        found.add(
            new CodeFile.SecretLiteral(
                "password", token.text(), token.line(), refused(tokens, token.text())));
      }
      int at = named ? fallback(tokens, i) : token.name() ? signed(tokens, i) : -1;
      if (at >= 0 && !NO_KEY.matcher(tokens.get(at).text()).matches()) {
        Token text = tokens.get(at);
        found.add(
            new CodeFile.SecretLiteral(
                token.text(), text.text(), text.line(), refused(tokens, text.text())));
      }
    }
    return found.stream().distinct().toList();
  }

  /** The text that the named secret at this place gets when nothing else is given, or -1. */
  private static int fallback(List<Token> tokens, int at) {
    int closed = at + 1;
    // process.env["X"], getenv("X")
    while (closed < tokens.size() && (tokens.get(closed).is("]") || tokens.get(closed).is(")"))) {
      closed++;
    }
    boolean call = at >= 2 && tokens.get(at).string() && tokens.get(at - 1).is("(");
    if (call && is(tokens, at + 1, ",") && text(tokens, at + 2)) {
      return environment(tokens, at - 2) ? at + 2 : -1;
    }
    boolean or = is(tokens, closed, "or");
    boolean signs =
        (is(tokens, closed, "|") && is(tokens, closed + 1, "|"))
            || (is(tokens, closed, "?") && is(tokens, closed + 1, "?"));
    if (or || signs) {
      int next = closed + (or ? 1 : 2);
      return text(tokens, next) ? next : -1;
    }
    // SECRET_KEY = "…", secret: "…", but no type, comparison or arrow
    boolean set = is(tokens, at + 1, "=") && !is(tokens, at + 2, "=") && !is(tokens, at + 2, ">");
    boolean go = is(tokens, at + 1, ":") && is(tokens, at + 2, "=");
    boolean member = is(tokens, at + 1, ":") && !go;
    int value = at + (go ? 3 : 2);
    if (is(tokens, value, "[") && is(tokens, value + 1, "]")) {
      value += 4; // []byte("…")
    }
    // JWT_SECRET: str = "…"
    if (member
        && is(tokens, at + 3, "=")
        && !is(tokens, at + 4, "=")
        && tokens.get(at + 2).name()) {
      value = at + 4;
    }
    return (set || go || member) && text(tokens, value) && ends(tokens, value + 1) ? value : -1;
  }

  private static boolean environment(List<Token> tokens, int name) {
    return tokens
        .get(name)
        .text()
        .matches(
            "(?i)get|getenv|get_env|getEnvOrDefault|env|config|setdefault|str|getOrElse|lookupEnvOr");
  }

  /** The key that a call of this name is given as a text, or -1. */
  private static int signed(List<Token> tokens, int at) {
    if (!SIGNS.matcher(tokens.get(at).text()).matches() || !is(tokens, at + 1, "(")) {
      return -1;
    }
    boolean about =
        at >= 2
            && tokens.get(at - 1).is(".")
            && tokens.get(at - 2).text().matches("(?i).*(jwt|jsonwebtoken|token|crypto|hmac).*");
    int depth = 0;
    int argument = 0;
    for (int i = at + 1; about && i < tokens.size() && i < at + 60; i++) {
      Token token = tokens.get(i);
      depth += token.is("(") || token.is("{") || token.is("[") ? 1 : 0;
      depth -= token.is(")") || token.is("}") || token.is("]") ? 1 : 0;
      if (depth == 0) {
        return -1;
      }
      argument += depth == 1 && token.is(",") ? 1 : 0;
      if (depth == 1 && argument == 1 && token.string()) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the program compares with the text, as one does that refuses it. */
  private static boolean refused(List<Token> tokens, String text) {
    for (int i = 2; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.string()
          && token.text().equals(text)
          && tokens.get(i - 1).is("=")
          && (tokens.get(i - 2).is("=") || tokens.get(i - 2).is("!"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(List<Token> tokens, int at, String sign) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(sign);
  }

  private static boolean text(List<Token> tokens, int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).string();
  }

  /** Whether nothing goes on after the text that would make it part of something else. */
  private static boolean ends(List<Token> tokens, int at) {
    return at >= tokens.size()
        || tokens.get(at).line() != tokens.get(at - 1).line()
        || tokens.get(at).text().matches("[,;)}\\]]");
  }
}
