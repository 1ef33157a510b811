package dev.dragoncode.project;

import dev.dragoncode.project.syntax.SyntaxException;

/**
 * How a file's text becomes a value. A syntax is kept in a constant: parsed files are remembered by
 * it.
 *
 * @param <T> an immutable type
 */
@FunctionalInterface
public interface Syntax<T> {

  /** Reads the text of one file. */
  T parse(IndexedFile file, String text) throws SyntaxException;
}
