package dev.dragoncode.project;

import dev.dragoncode.project.syntax.SyntaxException;
import java.util.List;

/**
 * A syntax that reads many files at less cost than each by itself.
 *
 * @param <T> an immutable type
 */
public interface BulkSyntax<T> extends Syntax<T> {

  /**
   * Reads the texts, in their order.
   *
   * @throws SyntaxException if one of them cannot be read; the caller then reads each by itself
   */
  List<T> parseAll(List<String> texts) throws SyntaxException;
}
