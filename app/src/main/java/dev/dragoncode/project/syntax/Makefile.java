package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The targets of a makefile, or the recipes of a justfile-like file with tab-indented lines.
 *
 * @param targets by name, in the order of the file
 */
public record Makefile(Map<String, Target> targets) {

  /** A target: what it needs first, and what it runs. */
  public record Target(List<String> needs, List<Shell.Command> commands, int line) {}

  private static final Pattern VARIABLE = Pattern.compile("(\\w+)\\s*[:?]?:?=\\s*([\\w./-]+)\\s*");

  /**
   * Reads targets and recipes; variables stay as written, but for those that are one plain word.
   */
  public static Makefile parse(String written) {
    String text = written;
    for (String line : written.split("\n", -1)) {
      Matcher variable = VARIABLE.matcher(line);
      if (variable.matches()) {
        String name = variable.group(1);
        text =
            text.replace("$(" + name + ")", variable.group(2))
                .replace("${" + name + "}", variable.group(2));
      }
    }
    Map<String, Target> targets = new LinkedHashMap<>();
    List<Shell.Command> commands = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (line.startsWith("\t")) {
        int first = i + 1;
        StringBuilder recipe = new StringBuilder(line);
        while (recipe.toString().stripTrailing().endsWith("\\") && i + 1 < lines.length) {
          recipe.append('\n').append(lines[++i]);
        }
        addRecipe(recipe.toString().strip(), first, commands);
        continue;
      }
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("#") && !line.startsWith(" ") && !assigns(line, colon)) {
        commands = new ArrayList<>();
        String after = line.substring(colon + 1).replaceFirst("^:", "");
        int hash = after.indexOf('#');
        List<String> needs = words(hash < 0 ? after : after.substring(0, hash));
        for (String name : words(line.substring(0, colon))) {
          Target earlier = targets.get(name);
          if (earlier == null || earlier.commands.isEmpty()) {
            targets.put(name, new Target(needs, commands, i + 1));
          }
        }
      }
    }
    return new Makefile(targets);
  }

  /** Everything that making a target runs, its needs first. */
  public List<Shell.Command> run(String target) {
    List<Shell.Command> all = new ArrayList<>();
    run(target, all, new ArrayList<>());
    return all;
  }

  private void run(String target, List<Shell.Command> into, List<String> above) {
    Target found = targets.get(target);
    if (found == null || above.contains(target)) {
      return;
    }
    above.add(target);
    found.needs.forEach(need -> run(need, into, above));
    into.addAll(found.commands);
  }

  private static boolean assigns(String line, int colon) {
    int equals = line.indexOf('=');
    return equals >= 0 && equals <= colon + 2;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private static void addRecipe(String recipe, int line, List<Shell.Command> into) {
    boolean tolerated = false;
    String rest = recipe;
    while (!rest.isEmpty() && "@-+".indexOf(rest.charAt(0)) >= 0) {
      tolerated |= rest.charAt(0) == '-';
      rest = rest.substring(1);
    }
    for (Shell.Command command : Shell.commands(rest, line)) {
      into.add(
          new Shell.Command(command.words(), command.tolerated() || tolerated, command.line()));
    }
  }
}
