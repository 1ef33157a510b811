package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The headings and code blocks of a text in Markdown, AsciiDoc or reStructuredText.
 *
 * @param sections in order; what stands before the first heading has the empty title
 */
public record Markdown(List<Section> sections) {

  /**
   * What stands under a heading.
   *
   * @param title without its marks
   * @param line of the heading
   * @param prose its lines outside code, comments left out
   * @param code its code blocks
   */
  public record Section(String title, int line, List<Line> prose, List<Code> code) {}

  /** A line of prose. */
  public record Line(String text, int line) {}

  /**
   * A block of code.
   *
   * @param line of its first line of code
   */
  public record Code(String text, int line) {}

  /**
   * Reads the text.
   *
   * @param extension {@code md}, {@code adoc}, {@code rst} or another, read as Markdown
   */
  public static Markdown parse(String text, String extension) {
    return new Reader(text.split("\n", -1), extension.toLowerCase(Locale.ROOT)).read();
  }

  /** All code blocks. */
  public List<Code> code() {
    return sections.stream().flatMap(section -> section.code.stream()).toList();
  }

  private static final class Reader {
    private final String[] lines;
    private final String extension;
    private final List<Section> sections = new ArrayList<>();
    private Section section = section("", 1);
    private boolean comment;

    Reader(String[] lines, String extension) {
      this.lines = lines;
      this.extension = extension;
    }

    private static Section section(String title, int line) {
      return new Section(title, line, new ArrayList<>(), new ArrayList<>());
    }

    Markdown read() {
      sections.add(section);
      for (int i = 0; i < lines.length; i++) {
        String line = lines[i].strip();
        if (fence(line)) {
          i = fenced(line, i);
        } else if (extension.equals("rst") && line.matches("(\\.\\. code(-block)?::.*|.*::)")) {
          i = indented(i + 1, i);
        } else if (!heading(line, i) && !commented(line)) {
          if (extension.startsWith("m") && lines[i].startsWith("    ") && blankBefore(i)) {
            i = indented(i, i);
          } else if (!line.isEmpty()) {
            section.prose.add(new Line(line, i + 1));
          }
        }
      }
      return new Markdown(List.copyOf(sections));
    }

    private boolean blankBefore(int i) {
      return i > 0 && (lines[i - 1].isBlank() || lines[i - 1].startsWith("    "));
    }

    private boolean commented(String line) {
      if (comment) {
        comment = !line.contains("-->");
        return true;
      }
      if (line.startsWith("<!--")) {
        comment = !line.contains("-->");
        return true;
      }
      return extension.startsWith("adoc") && line.startsWith("//");
    }

    private static boolean fence(String line) {
      return line.startsWith("```") || line.startsWith("~~~") || line.matches("-{4,}|\\.{4,}");
    }

    private int fenced(String opening, int at) {
      if (!extension.startsWith("adoc") && opening.matches("-{4,}|\\.{4,}")) {
        return at;
      }
      String mark = opening.substring(0, Math.min(3, opening.length()));
      StringBuilder code = new StringBuilder();
      int i = at + 1;
      while (i < lines.length && !lines[i].strip().startsWith(mark)) {
        code.append(lines[i++]).append('\n');
      }
      section.code.add(new Code(code.toString(), at + 2));
      return i;
    }

    private int indented(int from, int at) {
      int i = from;
      StringBuilder code = new StringBuilder();
      int first = 0;
      while (i < lines.length && (lines[i].isBlank() || lines[i].startsWith("  "))) {
        if (!lines[i].isBlank() && first == 0) {
          first = i + 1;
        }
        if (first > 0) {
          code.append(lines[i]).append('\n');
        }
        i++;
      }
      if (first > 0) {
        section.code.add(new Code(code.toString(), first));
      }
      return Math.max(i - 1, at);
    }

    private boolean heading(String line, int at) {
      String title = "";
      if (extension.equals("rst")) {
        boolean underlined =
            at + 1 < lines.length
                && !line.isEmpty()
                && lines[at + 1].strip().matches("([=\\-~^\"'#*+])\\1{2,}");
        title = underlined ? line : "";
      } else if (line.matches("#{1,6}\\s+.*") || line.matches("={1,6}\\s+.*")) {
        title = line.replaceFirst("^[#=]+\\s+", "").replaceFirst("\\s*#*$", "");
      } else if (at + 1 < lines.length
          && !line.isEmpty()
          && lines[at + 1].strip().matches("={3,}|-{3,}")
          && !line.startsWith("|")) {
        title = line;
      }
      if (title.isEmpty()) {
        return false;
      }
      section = section(title, at + 1);
      sections.add(section);
      return true;
    }
  }
}
