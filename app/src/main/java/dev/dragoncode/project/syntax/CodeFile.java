package dev.dragoncode.project.syntax;

import dev.dragoncode.project.syntax.Lexer.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file of JavaScript, TypeScript, Python or Go says, as far as checks ask: what it imports,
 * calls and defines.
 */
public record CodeFile(
    List<Import> imports,
    List<Call> calls,
    List<Function> functions,
    List<CodeType> types,
    List<SecretLiteral> secretLiterals) {

  /** Arguments longer than this are cut, in tokens. */
  private static final int MAX_ARGUMENTS = 600;

  private static final Set<String> NOT_CALLS =
      Set.of(
          "if",
          "for",
          "while",
          "switch",
          "catch",
          "function",
          "def",
          "func",
          "return",
          "and",
          "or",
          "not",
          "in",
          "print",
          "elif",
          "class",
          "await",
          "import",
          "with",
          "assert");

  /**
   * An import.
   *
   * @param module as written
   * @param names what it is called in the file; empty where only the module is named
   */
  public record Import(String module, List<String> names, int line) {}

  /**
   * A call.
   *
   * @param chain the names before the bracket, joined by dots, as in {@code app.use}
   * @param arguments the tokens between the brackets
   * @param decorator whether it stands behind an {@code @}
   */
  public record Call(String chain, List<Token> arguments, boolean decorator, int line) {

    /** The last name of the chain. */
    public String name() {
      return chain.substring(chain.lastIndexOf('.') + 1);
    }

    /** The first argument, where it is a string. */
    public Optional<String> firstString() {
      return arguments.isEmpty() || !arguments.getFirst().string()
          ? Optional.empty()
          : Optional.of(arguments.getFirst().text());
    }

    /**
     * The path in the first argument: a string, or the last one of those that an expression joins
     * or hands to another call, as in {@code base + "/health"} and {@code prefixed("/health")}.
     */
    public Optional<String> firstPath() {
      Optional<String> path = firstString();
      int depth = 0;
      for (int i = 0; firstString().isEmpty() && i < arguments.size(); i++) {
        Token token = arguments.get(i);
        depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        if (depth == 0 && token.is(",")) {
          break;
        }
        if (token.string() && token.text().startsWith("/")) {
          path = Optional.of(token.text());
        }
      }
      return path;
    }

    /** Whether a name stands among the arguments, outside strings. */
    public boolean mentions(String name) {
      return arguments.stream().anyMatch(token -> token.name() && token.text().equals(name));
    }
  }

  /**
   * A function or method.
   *
   * @param name empty for a function without one
   * @param parameters the tokens between its brackets
   * @param decorators what stands behind an {@code @} before it, in Python
   */
  public record Function(String name, List<Token> parameters, List<String> decorators, int line) {

    /** How many parameters it has, by the commas outside brackets. */
    public int arity() {
      if (parameters.isEmpty()) {
        return 0;
      }
      int depth = 0;
      int count = 1;
      for (Token token : parameters) {
        depth += token.is("(") || token.is("[") || token.is("{") || token.is("<") ? 1 : 0;
        depth -= token.is(")") || token.is("]") || token.is("}") || token.is(">") ? 1 : 0;
        count += depth == 0 && token.is(",") ? 1 : 0;
      }
      return count;
    }
  }

  /**
   * A text that a secret is set to or falls back to.
   *
   * @param name of the secret, or of the call that is given it
   * @param text as written; never to be shown
   * @param refused whether the program elsewhere compares with it, to refuse it
   */
  public record SecretLiteral(String name, String text, int line, boolean refused) {}

  /** A class with what it extends. */
  public record CodeType(String name, List<String> bases, int line) {}

  /** Reads a file. */
  public static CodeFile parse(String text, Language language) {
    return new CodeReader(Lexer.tokens(text, language), language).read();
  }

  /** Whether a module, or one below it, is imported. */
  public Optional<Import> importOf(String module) {
    return imports.stream()
        .filter(each ->
            each.module.equals(module)
                || each.module.startsWith(module + "/")
                || each.module.startsWith(module + "."))
        .findFirst();
  }

  static boolean callable(String name) {
    return !NOT_CALLS.contains(name);
  }

  static List<Token> bounded(List<Token> tokens) {
    return new ArrayList<>(tokens.subList(0, Math.min(tokens.size(), MAX_ARGUMENTS)));
  }
}
