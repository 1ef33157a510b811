package dev.dragoncode.emulators.browse;

import java.util.List;
import java.util.Set;

/**
 * Formatted text, all that a reader needs and nothing that acts: no script, no form, and nothing
 * that would be fetched from elsewhere.
 *
 * @param note what was left out, as a sentence; may be empty
 */
public record RichText(List<Block> blocks, String note) {

  public RichText {
    blocks = List.copyOf(blocks);
  }

  /** What stands below each other. */
  public sealed interface Block {

    /**
     * A paragraph.
     *
     * @param depth of a heading, from 1; of an item or a quotation, how deep it is nested, from 1
     * @param mark before an item: a bullet or its number
     */
    record Paragraph(Kind kind, int depth, String mark, List<Span> spans) implements Block {
      public Paragraph {
        spans = List.copyOf(spans);
      }
    }

    /** A table, row by row and cell by cell. */
    record Table(List<List<List<Span>>> rows) implements Block {
      public Table {
        rows = rows.stream().map(List::copyOf).toList();
      }
    }

    /** A line between blocks. */
    record Rule() implements Block {}

    /** A picture that came along. */
    record Picture(Bytes bytes, String instead) implements Block {}
  }

  /** What a paragraph is. */
  public enum Kind {
    PLAIN,
    HEADING,
    ITEM,
    QUOTE,
    CODE
  }

  /**
   * Letters in one style.
   *
   * @param link where they lead, an address with http, https or mailto; empty where nowhere
   */
  public record Span(String text, Set<Style> styles, String link) {
    public Span {
      styles = Set.copyOf(styles);
    }
  }

  /** How letters look. */
  public enum Style {
    BOLD,
    ITALIC,
    CODE,
    STRUCK,
    /** What stands where a picture was left out. */
    INSTEAD
  }
}
