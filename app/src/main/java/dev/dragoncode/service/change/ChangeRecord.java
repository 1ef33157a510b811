package dev.dragoncode.service.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A change as it is kept in the user's data: what each file was and became, as names of contents.
 *
 * @param undoes the id of the change that this one takes back; empty for a change forward
 * @param folders that were made for it, relative to the project, the outer ones first
 */
record ChangeRecord(
    String id, String title, String at, String undoes, List<String> folders, List<Part> parts) {

  ChangeRecord {
    folders = List.copyOf(folders);
    parts = List.copyOf(parts);
  }

  /**
   * One file of it.
   *
   * @param before the name of its content; empty where there was no file
   * @param after the name of its content; empty where it went
   * @param staged the file beside it that waits to take its place
   * @param base what DragonCode alone would have written; empty where it does not say
   * @param baseBefore what that was before this change
   */
  record Part(
      String path,
      String before,
      String after,
      boolean executable,
      String staged,
      String base,
      String baseBefore) {}

  /**
   * A change that is under way.
   *
   * @param decided whether all is written beside its place, so that it will be carried out
   */
  record Pending(boolean decided, ChangeRecord record) {}

  /** The changes that can be taken back, the newest last. */
  record History(List<ChangeRecord> changes) {
    History {
      changes = List.copyOf(changes);
    }
  }

  @JsonIgnore
  boolean undo() {
    return !undoes.isEmpty();
  }
}
