package dev.dragoncode.project.syntax;

import dev.dragoncode.project.syntax.CodeFile.Call;
import dev.dragoncode.project.syntax.CodeFile.CodeType;
import dev.dragoncode.project.syntax.CodeFile.Function;
import dev.dragoncode.project.syntax.CodeFile.Import;
import dev.dragoncode.project.syntax.Lexer.Language;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds imports, calls and definitions in a file's tokens. */
final class CodeReader {

  private final List<Token> tokens;
  private final Language language;
  private final int[] closing;
  private final List<Import> imports = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<CodeType> types = new ArrayList<>();
  private final List<String> decorators = new ArrayList<>();

  CodeReader(List<Token> tokens, Language language) {
    this.tokens = tokens;
    this.language = language;
    this.closing = brackets(tokens);
  }

  CodeFile read() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.name()) {
        switch (token.text()) {
          case "import" -> imported(i);
          case "from" -> importedFrom(i);
          case "def", "func", "function" -> function(i);
          case "class" -> {
            decorators.clear();
            type(i);
          }
          default -> {}
        }
      } else if (token.is("(")) {
        bracket(i);
      } else if (token.is("@") && language == Language.PYTHON && nameAt(i + 1)) {
        decorators.add(chainFrom(i + 1));
      }
    }
    return new CodeFile(
        List.copyOf(imports),
        List.copyOf(calls),
        List.copyOf(functions),
        List.copyOf(types),
        SecretLiterals.in(tokens));
  }

  private boolean at(int i, String sign) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(sign);
  }

  private boolean stringAt(int i) {
    return i < tokens.size() && tokens.get(i).string();
  }

  private boolean nameAt(int i) {
    return i >= 0 && i < tokens.size() && tokens.get(i).name();
  }

  private void imported(int i) {
    int line = tokens.get(i).line();
    switch (language) {
      case GO -> {
        boolean group = at(i + 1, "(");
        for (int j = i + 1; j < tokens.size() && !(group && at(j, ")")); j++) {
          if (!group && tokens.get(j).line() != line) {
            break;
          }
          if (stringAt(j)) {
            List<String> names =
                nameAt(j - 1) && tokens.get(j - 1).line() == tokens.get(j).line() && j - 1 > i
                    ? List.of(tokens.get(j - 1).text())
                    : List.of();
            imports.add(new Import(tokens.get(j).text(), names, tokens.get(j).line()));
          }
        }
      }
      case PYTHON -> {
        if (pythonFrom(i)) {
          return;
        }
        int j = i + 1;
        while (nameAt(j) && tokens.get(j).line() == line) {
          String module = chainFrom(j);
          j += module.split("\\.", -1).length * 2 - 1;
          List<String> names = List.of();
          if (nameAt(j) && tokens.get(j).is("as") && nameAt(j + 1)) {
            names = List.of(tokens.get(j + 1).text());
            j += 2;
          }
          imports.add(new Import(module, names, line));
          j += at(j, ",") ? 1 : tokens.size();
        }
      }
      case SCRIPT -> scriptImport(i, line);
      case GRADLE -> {}
    }
  }

  /** Whether the import at this place ends a {@code from x import y}, which is read elsewhere. */
  private boolean pythonFrom(int i) {
    for (int j = i - 1; j >= 0 && tokens.get(j).line() == tokens.get(i).line(); j--) {
      if (tokens.get(j).is("from")) {
        return true;
      }
    }
    return false;
  }

  private void scriptImport(int i, int line) {
    if (stringAt(i + 1)) {
      imports.add(new Import(tokens.get(i + 1).text(), List.of(), line));
      return;
    }
    List<String> names = new ArrayList<>();
    for (int j = i + 1; j < tokens.size() && j < i + 200; j++) {
      Token token = tokens.get(j);
      if (token.is("from") && stringAt(j + 1)) {
        imports.add(new Import(tokens.get(j + 1).text(), names, line));
        return;
      }
      if (token.is(";") || token.is("(") || token.is("=")) {
        return;
      }
      if (token.name() && !token.is("as") && !token.is("type")) {
        names.add(token.text());
      }
    }
  }

  private void importedFrom(int i) {
    if (language != Language.PYTHON) {
      return;
    }
    StringBuilder module = new StringBuilder();
    int j = i + 1;
    while (j < tokens.size() && !at(j, "import") && tokens.get(j).line() == tokens.get(i).line()) {
      module.append(tokens.get(j++).text());
    }
    if (!at(j, "import") || module.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    boolean group = at(j + 1, "(");
    int line = tokens.get(j).line();
    for (int k = j + 1; k < tokens.size() && !(group && at(k, ")")); k++) {
      if (!group && tokens.get(k).line() != line) {
        break;
      }
      if (tokens.get(k).name() && !tokens.get(k).is("as")) {
        names.add(tokens.get(k).text());
      }
    }
    imports.add(new Import(module.toString(), names, tokens.get(i).line()));
  }

  private void function(int i) {
    int j = i + 1;
    if (language == Language.GO && at(j, "(")) {
      j = closing(j) + 1;
    }
    if (language == Language.SCRIPT && at(j, "*")) {
      j++;
    }
    String name = nameAt(j) ? tokens.get(j++).text() : "";
    while (j < tokens.size() && !at(j, "(") && j < i + 40) {
      j++;
    }
    if (at(j, "(")) {
      int end = closing(j);
      functions.add(
          new Function(
              name,
              CodeFile.bounded(tokens.subList(j + 1, end)),
              List.copyOf(decorators),
              tokens.get(i).line()));
      decorators.clear();
    }
  }

  private void type(int i) {
    if (!nameAt(i + 1)) {
      return;
    }
    List<String> bases = new ArrayList<>();
    boolean brackets = at(i + 2, "(");
    for (int j = i + 2; j < tokens.size() && j < i + 60; j++) {
      if (at(j, "{") || (brackets && at(j, ")")) || (!brackets && at(j, ":"))) {
        break;
      }
      if (nameAt(j) && !at(j, "extends") && !at(j, "implements")) {
        bases.add(tokens.get(j).text());
      }
    }
    types.add(new CodeType(tokens.get(i + 1).text(), bases, tokens.get(i).line()));
  }

  private void bracket(int open) {
    int close = closing(open);
    if (language == Language.SCRIPT && arrowFollows(close)) {
      functions.add(
          new Function(
              nameBefore(open),
              CodeFile.bounded(tokens.subList(open + 1, close)),
              List.of(),
              tokens.get(open).line()));
    }
    if (!nameAt(open - 1) || !CodeFile.callable(tokens.get(open - 1).text())) {
      return;
    }
    int first = open - 1;
    while (first >= 2 && at(first - 1, ".")) {
      int before = first - 2;
      if (at(before, "?")) {
        before--;
      }
      if (nameAt(before)) {
        first = before;
      } else {
        break;
      }
    }
    if (at(first - 1, "def")
        || at(first - 1, "func")
        || at(first - 1, "function")
        || at(first - 1, "class")) {
      return;
    }
    StringBuilder chain = new StringBuilder();
    for (int i = first; i < open; i++) {
      if (nameAt(i)) {
        chain.append(chain.isEmpty() ? "" : ".").append(tokens.get(i).text());
      }
    }
    // "….get(x)" after a closing bracket belongs to what the earlier call returned
    if (at(first - 1, ".")) {
      chain.insert(0, ".");
    }
    List<Token> arguments = CodeFile.bounded(tokens.subList(open + 1, close));
    int line = tokens.get(first).line();
    calls.add(new Call(chain.toString(), arguments, at(first - 1, "@"), line));
    if (chain.toString().equals("require") && stringAt(open + 1)) {
      imports.add(new Import(tokens.get(open + 1).text(), assigned(first), line));
    }
  }

  private boolean arrowFollows(int close) {
    for (int i = close + 1; i < Math.min(close + 24, tokens.size() - 1); i++) {
      if (at(i, "=") && at(i + 1, ">")) {
        return true;
      }
      if (!(at(i, ":") && i == close + 1) && !(at(close + 1, ":") && typeToken(i))) {
        return false;
      }
    }
    return false;
  }

  private boolean typeToken(int i) {
    return nameAt(i)
        || at(i, ":")
        || at(i, "<")
        || at(i, ">")
        || at(i, ".")
        || at(i, "|")
        || at(i, "[")
        || at(i, "]");
  }

  private String nameBefore(int open) {
    int i = at(open - 1, "async") ? open - 2 : open - 1;
    return at(i, "=") && nameAt(i - 1) ? tokens.get(i - 1).text() : "";
  }

  /** The names that a {@code require} is assigned to. */
  private List<String> assigned(int call) {
    List<String> names = new ArrayList<>();
    if (at(call - 1, "=")) {
      for (int i = call - 2; i >= 0 && i > call - 80; i--) {
        if (at(i, "const") || at(i, "let") || at(i, "var") || at(i, ";")) {
          break;
        }
        if (nameAt(i)) {
          names.add(tokens.get(i).text());
        }
      }
    }
    return names;
  }

  private String chainFrom(int i) {
    StringBuilder chain = new StringBuilder(tokens.get(i).text());
    for (int j = i + 1; at(j, ".") && nameAt(j + 1); j += 2) {
      chain.append('.').append(tokens.get(j + 1).text());
    }
    return chain.toString();
  }

  private int closing(int open) {
    return closing[open];
  }

  /** For every opening bracket the place of the one that closes it, or the end. */
  private static int[] brackets(List<Token> tokens) {
    int[] closing = new int[tokens.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < closing.length; i++) {
      closing[i] = closing.length;
      Token token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        open.push(i);
      } else if (!open.isEmpty() && (token.is(")") || token.is("]") || token.is("}"))) {
        closing[open.pop()] = i;
      }
    }
    return closing;
  }
}
