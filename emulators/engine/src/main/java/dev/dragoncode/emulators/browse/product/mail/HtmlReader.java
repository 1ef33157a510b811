package dev.dragoncode.emulators.browse.product.mail;

import dev.dragoncode.emulators.browse.Bytes;
import dev.dragoncode.emulators.browse.RichText;
import dev.dragoncode.emulators.browse.RichText.Block;
import dev.dragoncode.emulators.browse.RichText.Kind;
import dev.dragoncode.emulators.browse.RichText.Span;
import dev.dragoncode.emulators.browse.RichText.Style;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes formatted text of HTML. Only what is named here comes through; the rest is read past, so
 * that nothing in a mail can run, ask or be fetched.
 */
final class HtmlReader {

  /** Elements whose content is not for readers. */
  private static final Set<String> UNSEEN =
      Set.of(
          "script",
          "style",
          "head",
          "title",
          "template",
          "noscript",
          "iframe",
          "object",
          "embed",
          "svg",
          "math",
          "audio",
          "video",
          "canvas",
          "select",
          "textarea",
          "input");

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "center",
          "dd",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "html",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul");

  /** A mail of more is cut; it would be slow to lay out. */
  private static final int BLOCKS_SHOWN = 2_000;

  private static final int DEPTH = 200;

  private final Map<String, Bytes> pictures;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Span> line = new ArrayList<>();
  private int leftOut;

  /**
   * @param pictures that came along, by content id
   */
  HtmlReader(Map<String, Bytes> pictures) {
    this.pictures = pictures;
  }

  /** Where the reader is: the styles and the paragraph that letters go into. */
  private record Place(
      Set<Style> styles, String link, Kind kind, int depth, String mark, int nested) {

    Place with(Style style) {
      Set<Style> more = EnumSet.of(style);
      more.addAll(styles);
      return new Place(more, link, kind, depth, mark, nested + 1);
    }

    Place to(String address) {
      return new Place(styles, address, kind, depth, mark, nested + 1);
    }

    Place in(Kind other, int level, String marked) {
      return new Place(styles, link, other, level, marked, nested + 1);
    }

    Place deeper() {
      return new Place(styles, link, kind, depth, mark, nested + 1);
    }
  }

  RichText read(String html) {
    Place top = new Place(EnumSet.noneOf(Style.class), "", Kind.PLAIN, 0, "", 0);
    Element body = Jsoup.parse(html).body();
    children(body, top);
    end(top);
    boolean cut = blocks.size() > BLOCKS_SHOWN;
    String note =
        leftOut == 0
            ? ""
            : leftOut == 1
                ? "1 picture from elsewhere was not loaded."
                : leftOut + " pictures from elsewhere were not loaded.";
    return new RichText(
        cut ? blocks.subList(0, BLOCKS_SHOWN) : blocks,
        cut ? (note + " Only the beginning is shown.").strip() : note);
  }

  private void children(Node parent, Place place) {
    if (place.nested() > DEPTH || blocks.size() > BLOCKS_SHOWN) {
      return;
    }
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        letters(text.getWholeText(), place);
      } else if (child instanceof Element element) {
        element(element, place);
      }
    }
  }

  private void element(Element element, Place place) {
    String name = element.normalName();
    if (UNSEEN.contains(name) || hidden(element)) {
      return;
    }
    switch (name) {
      case "br" -> line.add(new Span("\n", place.styles(), ""));
      case "img" -> picture(element, place);
      case "hr" -> {
        end(place);
        blocks.add(new Block.Rule());
      }
      case "b", "strong" -> children(element, place.with(Style.BOLD));
      case "i", "em", "cite", "dfn" -> children(element, place.with(Style.ITALIC));
      case "code", "kbd", "samp", "tt" -> children(element, place.with(Style.CODE));
      case "s", "del", "strike" -> children(element, place.with(Style.STRUCK));
      case "a" -> children(element, place.to(link(element)));
      case "h1", "h2", "h3", "h4", "h5", "h6" ->
          block(element, place, place.in(Kind.HEADING, name.charAt(1) - '0', ""));
      case "blockquote" ->
          block(
              element,
              place,
              place.in(Kind.QUOTE, place.kind() == Kind.QUOTE ? place.depth() + 1 : 1, ""));
      case "pre" -> block(element, place, place.in(Kind.CODE, 0, ""));
      case "ul", "ol" -> items(element, place);
      case "table" -> table(element, place);
      default -> {
        if (BLOCKS.contains(name)) {
          block(element, place, place.deeper());
        } else {
          children(element, place.deeper());
        }
      }
    }
  }

  private void block(Element element, Place around, Place inside) {
    end(around);
    children(element, inside);
    end(inside);
  }

  /** What senders hide: the preview text of inboxes. */
  private static boolean hidden(Element element) {
    String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
    return element.hasAttr("hidden") || style.contains("display:none");
  }

  private static String link(Element a) {
    String address = a.attr("href").strip();
    String scheme = address.toLowerCase(Locale.ROOT);
    boolean leads =
        scheme.startsWith("https://")
            || scheme.startsWith("http://")
            || scheme.startsWith("mailto:");
    return leads ? address : "";
  }

  private void items(Element list, Place place) {
    end(place);
    int depth = place.kind() == Kind.ITEM ? place.depth() + 1 : 1;
    int number = 1;
    for (Element item : list.children()) {
      String mark = list.normalName().equals("ol") ? number + "." : "•";
      Place inside = place.in(Kind.ITEM, depth, mark);
      children(item, inside);
      end(inside);
      number++;
    }
  }

  /** A table of data stays one; one that only lays the mail out is read cell after cell. */
  private void table(Element table, Place place) {
    end(place);
    if (!tabular(table)) {
      children(table, place.deeper());
      end(place);
      return;
    }
    List<List<List<Span>>> rows = new ArrayList<>();
    for (Element row : table.select("tr")) {
      List<List<Span>> cells = new ArrayList<>();
      for (Element cell : row.children()) {
        children(cell, cell.normalName().equals("th") ? place.with(Style.BOLD) : place.deeper());
        cells.add(tidy(line, false));
        line.clear();
      }
      if (!cells.isEmpty()) {
        rows.add(cells);
      }
    }
    blocks.add(new Block.Table(rows));
  }

  private static boolean tabular(Element table) {
    boolean several = table.select("tr").stream().anyMatch(row -> row.children().size() > 1);
    return several
        && table.select("td, th").stream()
            .allMatch(cell -> cell.select("*").stream().skip(1).noneMatch(HtmlReader::structure));
  }

  private static boolean structure(Element inCell) {
    String name = inCell.normalName();
    return name.equals("img") || (BLOCKS.contains(name) && !name.equals("p"));
  }

  private void picture(Element img, Place place) {
    String source = img.attr("src").strip();
    Bytes bytes = source.startsWith("cid:") ? pictures.get(source.substring(4)) : inlined(source);
    String alt = img.attr("alt").strip();
    if (bytes != null) {
      end(place);
      blocks.add(new Block.Picture(bytes, alt));
      return;
    }
    boolean pixel = img.attr("width").equals("1") || img.attr("height").equals("1");
    leftOut++;
    if (!pixel) {
      line.add(new Span(alt.isEmpty() ? "[picture]" : "[" + alt + "]", Set.of(Style.INSTEAD), ""));
    }
  }

  private static @Nullable Bytes inlined(String source) {
    int comma = source.indexOf(";base64,");
    if (!source.startsWith("data:image/") || comma < 0) {
      return null;
    }
    try {
      return Bytes.of(
          Base64.getMimeDecoder().decode(source.substring(comma + ";base64,".length())));
    } catch (IllegalArgumentException e) {
      return null; // no base64, so no picture
    }
  }

  private void letters(String text, Place place) {
    String shown = place.kind() == Kind.CODE ? text : text.replaceAll("[ \\t\\r\\n]+", " ");
    if (!shown.isEmpty()) {
      line.add(new Span(shown, place.styles(), place.link()));
    }
  }

  /** Ends the paragraph that letters went into so far. */
  private void end(Place place) {
    List<Span> spans = tidy(line, place.kind() == Kind.CODE);
    line.clear();
    if (!spans.isEmpty()) {
      blocks.add(new Block.Paragraph(place.kind(), place.depth(), place.mark(), spans));
    }
  }

  /** Without space at the ends, and twice nowhere; nothing where there is only space. */
  private static List<Span> tidy(List<Span> spans, boolean code) {
    if (spans.stream().allMatch(span -> span.text().isBlank())) {
      return List.of();
    }
    if (code) {
      return List.copyOf(spans);
    }
    List<Span> tidied = new ArrayList<>();
    boolean space = true;
    for (Span span : spans) {
      String text = space ? span.text().stripLeading() : span.text();
      if (span.text().equals("\n")) {
        text = "\n";
      }
      if (!text.isEmpty()) {
        tidied.add(new Span(text, span.styles(), span.link()));
        space = Character.isWhitespace(text.charAt(text.length() - 1));
      }
    }
    while (!tidied.isEmpty() && tidied.getLast().text().isBlank()) {
      tidied.removeLast();
    }
    while (!tidied.isEmpty() && tidied.getFirst().text().isBlank()) {
      tidied.removeFirst();
    }
    return List.copyOf(tidied);
  }
}
