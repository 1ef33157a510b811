package dev.dragoncode.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Reads and writes collapsed stacks: a line each, frames from the root on between semicolons, then
 * a space and how often it was seen.
 */
public final class CollapsedText {

  private static final int LONGEST_LINE = 1_000_000;

  /** What profilers put behind a frame to say how it was compiled, or of which kind it is. */
  private static final String MARKS = "01ijkn";

  private CollapsedText() {}

  static Profile read(Path file, BufferedReader lines) throws IOException {
    StackTreeBuilder tree = new StackTreeBuilder();
    int number = 0;
    int[] stack = new int[StackTreeBuilder.DEEPEST];
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int space = line.lastIndexOf(' ');
      String count = line.substring(space + 1);
      if (space < 1 || line.length() > LONGEST_LINE || !count.matches("\\d{1,18}")) {
        throw ProfileProblems.unreadable(
                file, "line " + number + " is no stack with a count behind it.")
            .asException();
      }
      int depth = 0;
      int start = 0;
      while (start <= space && depth < stack.length) {
        int end = line.indexOf(';', start);
        end = end < 0 || end > space ? space : end;
        if (end > start) {
          stack[depth++] = tree.frame(frame(line.substring(start, end)));
        }
        start = end + 1;
      }
      long weight = Long.parseLong(count);
      tree.add(stack, depth, weight, weight);
    }
    if (tree.isEmpty()) {
      throw ProfileProblems.empty(file).asException();
    }
    return new Profile(Mode.CPU, Unit.SAMPLES, tree.build(), 0, Duration.ZERO, Map.of());
  }

  /** The frame behind its name as profilers write it: {@code java/lang/Thread.run_[j]}. */
  static Frame frame(String written) {
    String name = written;
    Frame.Kind kind = Frame.Kind.NATIVE;
    if (name.length() > 4 && name.endsWith("]") && name.startsWith("_[", name.length() - 4)) {
      char mark = name.charAt(name.length() - 2);
      if (MARKS.indexOf(mark) >= 0) {
        name = name.substring(0, name.length() - 4);
        kind = mark == 'k' ? Frame.Kind.KERNEL : mark == 'n' ? kind : Frame.Kind.JAVA;
      }
    }
    if (kind == Frame.Kind.JAVA && isType(name)) {
      return Frame.type(name);
    }
    int dot = name.lastIndexOf('.');
    boolean method = dot > 0 && name.indexOf('(') < 0 && name.indexOf(' ') < 0;
    if (kind == Frame.Kind.JAVA || (kind == Frame.Kind.NATIVE && method && javaName(name))) {
      return dot < 0
          ? new Frame("", name, Frame.Kind.JAVA)
          : Frame.java(name.substring(0, dot), name.substring(dot + 1));
    }
    return new Frame("", name, kind);
  }

  /** A class without a method: its packages stand between dots, and it begins in upper case. */
  private static boolean isType(String name) {
    int last = name.lastIndexOf('.') + 1;
    return name.endsWith("[]")
        || (name.indexOf('/') < 0
            && name.indexOf('.') + 1 < last
            && Character.isUpperCase(name.charAt(Math.min(last, name.length() - 1))));
  }

  /** Whether it may be a class with its method, not a library's symbol or a file. */
  private static boolean javaName(String name) {
    return name.indexOf(':') < 0
        && !name.contains(".so")
        && !name.endsWith(".py")
        && !name.endsWith(".js")
        && name.matches("[\\p{L}\\p{Nl}_$][\\p{L}\\p{Nd}_$./<>+\\-]*");
  }

  /** The profile as collapsed stacks, by its weights. */
  public static String write(Profile profile) {
    StackTree tree = profile.tree();
    StringBuilder text = new StringBuilder();
    for (int node = 1; node < tree.size(); node++) {
      if (tree.self(node) > 0) {
        int[] path = tree.path(node);
        for (int i = 0; i < path.length; i++) {
          text.append(i == 0 ? "" : ";").append(written(tree.frames().get(path[i])));
        }
        text.append(' ').append(tree.self(node)).append('\n');
      }
    }
    return text.toString();
  }

  private static String written(Frame frame) {
    String name =
        switch (frame.kind()) {
          case JAVA ->
              (frame.owner().isEmpty() ? "" : frame.owner().replace('.', '/') + ".")
                  + frame.name()
                  + "_[j]";
          case KERNEL -> frame.name() + "_[k]";
          case TYPE -> frame.full() + "_[i]";
          case NATIVE -> frame.name();
          case SCRIPT -> frame.full();
        };
    return name.replace(';', ',').replace('\n', ' ');
  }
}
