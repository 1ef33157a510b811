package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits a shell script into the simple commands that it would run. It knows comments, quotes,
 * continued lines, here-documents and operators; it expands nothing.
 */
public final class Shell {

  private static final Set<String> KEYWORDS =
      Set.of(
          "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "{", "}", "time",
          "exec", "sudo", "env", "command", "nice");

  private static final Pattern ASSIGNMENT = Pattern.compile("(?s)[A-Za-z_][A-Za-z0-9_]*=.*");

  private final String text;
  private final List<Command> commands = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> hereEnds = new ArrayList<>();
  private int at;
  private int line;
  private int startLine;

  private Shell(String text, int firstLine) {
    this.text = text;
    this.line = firstLine;
    this.startLine = firstLine;
  }

  /**
   * A command with its arguments.
   *
   * @param words quotes taken off; variables assigned before the command are left out
   * @param tolerated whether its failure does not fail the script, as in {@code … || true}
   * @param line from 1
   */
  public record Command(List<String> words, boolean tolerated, int line) {
    public Command {
      words = List.copyOf(words);
    }

    /** The program's name without its folder. */
    public String program() {
      String first = words.getFirst();
      return first.substring(first.lastIndexOf('/') + 1);
    }

    public Optional<String> word(int index) {
      return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    public boolean has(String word) {
      return words.contains(word);
    }

    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }

  /** The commands of a script whose first line is line 1. */
  public static List<Command> commands(String script) {
    return commands(script, 1);
  }

  /** The commands of a script that stands inside a file. */
  public static List<Command> commands(String script, int firstLine) {
    Shell shell = new Shell(script, firstLine);
    shell.parse();
    return List.copyOf(shell.commands);
  }

  private void parse() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\n' -> newLine();
        case ' ', '\t', '\r' -> at++;
        case '\\' -> {
          if (at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at += 2;
            line++;
          } else {
            word();
          }
        }
        case '#' -> at = endOfLine();
        case ';', '(', ')' -> {
          end(false);
          at++;
        }
        case '&', '|' -> operator(c);
        case '<', '>' -> redirect();
        default -> word();
      }
    }
    end(false);
  }

  private void newLine() {
    end(false);
    at++;
    line++;
    for (String mark : hereEnds) {
      while (at < text.length()) {
        int end = endOfLine();
        boolean last = text.substring(at, end).strip().equals(mark);
        at = Math.min(end + 1, text.length());
        line++;
        if (last) {
          break;
        }
      }
    }
    hereEnds.clear();
  }

  private void operator(char c) {
    boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
    boolean or = c == '|' && twice;
    at += twice ? 2 : 1;
    end(or && rescued());
  }

  /** Whether what follows {@code ||} always succeeds. */
  private boolean rescued() {
    String rest = text.substring(at, endOfLine()).strip();
    return rest.startsWith("true")
        || rest.equals(":")
        || rest.startsWith("echo")
        || rest.startsWith("exit 0");
  }

  private void redirect() {
    boolean here = text.startsWith("<<", at) && !text.startsWith("<<<", at);
    while (at < text.length() && "<>&|-".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    String target = readWord();
    if (here && !target.isEmpty()) {
      hereEnds.add(target);
    }
  }

  private void word() {
    int before = at;
    int wordLine = line;
    String word = readWord();
    if (at == before) {
      at++;
      return;
    }
    if (words.isEmpty()) {
      if (KEYWORDS.contains(word)) {
        return;
      }
      if (ASSIGNMENT.matcher(word).matches()) {
        substituted(word, wordLine);
        return;
      }
      startLine = wordLine;
    }
    words.add(word);
  }

  /** The commands whose output is assigned, as in {@code total=$(go tool cover -func=c.out)}. */
  private void substituted(String assignment, int firstLine) {
    int begin = assignment.indexOf("$(");
    int end = assignment.lastIndexOf(')');
    if (begin >= 0 && end > begin + 2 && assignment.charAt(begin + 2) != '(') {
      commands.addAll(commands(assignment.substring(begin + 2, end), firstLine));
    }
  }

  private String readWord() {
    StringBuilder word = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || ";()<>|&".indexOf(c) >= 0) {
        break;
      }
      if (c == '\'' || c == '"') {
        quoted(c, word);
      } else if (c == '\\') {
        if (at + 1 < text.length() && text.charAt(at + 1) == '\n') {
          break;
        }
        at++;
        if (at < text.length()) {
          word.append(text.charAt(at++));
        }
      } else if (c == '$' && at + 1 < text.length() && "({".indexOf(text.charAt(at + 1)) >= 0) {
        substitution(word);
      } else {
        word.append(c);
        at++;
      }
    }
    return word.toString();
  }

  private void quoted(char quote, StringBuilder word) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && quote == '"' && at + 1 < text.length()) {
        at++;
      }
      if (text.charAt(at) == '\n') {
        line++;
      }
      word.append(text.charAt(at++));
    }
    at++;
  }

  private void substitution(StringBuilder word) {
    int depth = 0;
    do {
      char c = text.charAt(at++);
      if (c == '\n') {
        line++;
      }
      depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      word.append(c);
    } while (at < text.length() && (depth > 0 || word.charAt(word.length() - 1) == '$'));
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void end(boolean tolerated) {
    if (!words.isEmpty()) {
      commands.add(new Command(words, tolerated, startLine));
      words.clear();
    }
  }
}
