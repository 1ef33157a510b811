package dev.dragoncode.ui.fakes;

import dev.dragoncode.service.fakes.FakeState.Row;

/** The row in the editor of the state browser. */
sealed interface RowEdit {
  RowEdit NONE = new Nothing();

  /** There is none. */
  record Nothing() implements RowEdit {}

  /** One that is there. */
  record Old(Row row) implements RowEdit {}

  /** One that is not there yet. */
  record Fresh(String template) implements RowEdit {}
}
