package dev.dragoncode.change.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts elements into XML, indented like their neighbours; comments and formatting stay. The text is
 * well formed: it was parsed before.
 */
public final class XmlText {

  private static final Pattern MARKUP =
      Pattern.compile(
          "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<![^>]*>"
              + "|<(/?)([^\\s/>]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>",
          Pattern.DOTALL);
  private static final Pattern INDENT = Pattern.compile("\\n([ \\t]+)<");

  private final String text;
  private final Element root;

  /** An element: where its tags begin and end. */
  private static final class Element {
    private final String name;
    private final int start;
    private final int inner;
    private int close;
    private int end;
    private final List<Element> children = new ArrayList<>();

    Element(String name, int start, int inner) {
      this.name = name;
      this.start = start;
      this.inner = inner;
    }

    boolean selfClosing() {
      return close < inner;
    }

    Optional<Element> child(String child) {
      return children.stream().filter(each -> each.name.equals(child)).findFirst();
    }
  }

  private XmlText(String text, Element root) {
    this.text = text;
    this.root = root;
  }

  private static XmlText of(String text) {
    Element document = new Element("", 0, 0);
    List<Element> open = new ArrayList<>(List.of(document));
    Matcher markup = MARKUP.matcher(text);
    while (markup.find()) {
      if (markup.group(2) == null) {
        continue;
      }
      if (!markup.group(1).isEmpty()) {
        if (open.size() > 1) {
          Element closed = open.removeLast();
          closed.close = markup.start();
          closed.end = markup.end();
        }
        continue;
      }
      Element element = new Element(markup.group(2), markup.start(), markup.end());
      open.getLast().children.add(element);
      if (markup.group(4).isEmpty()) {
        open.add(element);
      } else {
        element.close = -1;
        element.end = markup.end();
      }
    }
    return new XmlText(text, document.children.isEmpty() ? document : document.children.getFirst());
  }

  /**
   * Adds an element at the end of another, which is made if need be with those around it.
   *
   * @param way from the root's child down, such as {@code build/plugins}
   * @param element one or more lines, indented by two spaces a level
   */
  public static String add(String text, String way, String element) {
    String[] steps = way.isEmpty() ? new String[0] : way.split("/", -1);
    XmlText xml = of(text);
    Element here = xml.root;
    for (int i = 0; i < steps.length; i++) {
      Optional<Element> next = here.child(steps[i]);
      if (next.isEmpty()) {
        String inner = element;
        for (String step : Arrays.asList(steps).subList(i, steps.length).reversed()) {
          inner = "<" + step + ">\n" + inner.strip().indent(2) + "</" + step + ">";
        }
        return xml.append(here, inner);
      }
      here = next.get();
    }
    return xml.append(here, element.strip());
  }

  /** Adds an element at the beginning of the root. */
  public static String addFirst(String text, String element) {
    XmlText xml = of(text);
    String unit = xml.unit();
    return text.substring(0, xml.root.inner)
        + "\n"
        + indented(element.strip(), unit, unit)
        + text.substring(xml.root.inner);
  }

  /** Sets the text of an element with no children of its own; it is made if need be. */
  public static String set(String text, String way, String value) {
    XmlText xml = of(text);
    Element here = xml.root;
    for (String step : way.split("/", -1)) {
      Optional<Element> next = here.child(step);
      if (next.isEmpty()) {
        int slash = way.lastIndexOf('/');
        String name = way.substring(slash + 1);
        return add(
            text,
            slash < 0 ? "" : way.substring(0, slash),
            "<" + name + ">" + value + "</" + name + ">");
      }
      here = next.get();
    }
    if (here.selfClosing()) {
      return text.substring(0, here.start)
          + "<"
          + here.name
          + ">"
          + value
          + "</"
          + here.name
          + ">"
          + text.substring(here.end);
    }
    return text.substring(0, here.inner) + value + text.substring(here.close);
  }

  /**
   * Adds an element at the end of the first one down the way that has a child with this text.
   *
   * @param way to the elements to choose from, such as {@code build/plugins/plugin}
   * @param inside where in it, made if need be; empty for the element itself
   * @return empty where there is no such element
   */
  public static Optional<String> addWhere(
      String text, String way, String child, String value, String inside, String element) {
    XmlText xml = of(text);
    List<Element> found = List.of(xml.root);
    for (String step : way.split("/", -1)) {
      found =
          found.stream()
              .flatMap(each -> each.children.stream())
              .filter(each -> each.name.equals(step))
              .toList();
    }
    for (Element each : found) {
      boolean meant =
          each.child(child)
              .filter(c -> !c.selfClosing())
              .filter(c -> text.substring(c.inner, c.close).strip().equals(value))
              .isPresent();
      if (meant) {
        Optional<Element> within = inside.isEmpty() ? Optional.of(each) : each.child(inside);
        return Optional.of(
            within
                .map(w -> xml.append(w, element.strip()))
                .orElseGet(() ->
                    xml.append(
                        each,
                        "<" + inside + ">\n" + element.strip().indent(2) + "</" + inside + ">")));
      }
    }
    return Optional.empty();
  }

  private String append(Element parent, String element) {
    String unit = unit();
    String indent = indentOf(parent);
    String own =
        parent.children.isEmpty() || !beginsLine(parent.children.getLast())
            ? indent + unit
            : indentOf(parent.children.getLast());
    String block = indented(element, own, unit);
    if (parent.selfClosing()) {
      String tag = text.substring(parent.start, parent.end).replaceFirst("\\s*/>$", ">");
      return text.substring(0, parent.start)
          + tag
          + "\n"
          + block
          + "\n"
          + indent
          + "</"
          + parent.name
          + ">"
          + text.substring(parent.end);
    }
    // behind the last thing inside, a comment included, before the line of the closing tag
    int at = parent.close;
    while (at > parent.inner && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return text.substring(0, at) + "\n" + block + "\n" + indent + text.substring(parent.close);
  }

  /** Two spaces a level become what the file uses. */
  private static String indented(String element, String indent, String unit) {
    StringBuilder out = new StringBuilder();
    for (String line : element.lines().toList()) {
      int spaces = line.length() - line.stripLeading().length();
      out.append(out.isEmpty() ? "" : "\n");
      out.append(line.isBlank() ? "" : indent + unit.repeat(spaces / 2) + line.strip());
    }
    return out.toString();
  }

  private boolean beginsLine(Element element) {
    int line = text.lastIndexOf('\n', element.start) + 1;
    return text.substring(line, element.start).isBlank();
  }

  private String indentOf(Element element) {
    int line = text.lastIndexOf('\n', element.start) + 1;
    String before = text.substring(line, element.start);
    return before.isBlank() ? before : "";
  }

  private String unit() {
    Matcher first = INDENT.matcher(text);
    return first.find() ? first.group(1) : "  ";
  }
}
