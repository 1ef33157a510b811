package dev.dragoncode.io.files;

import java.util.List;

/**
 * What a walk found.
 *
 * @param files in no particular order
 * @param folders every folder that was entered, the root as the empty string
 * @param unreadable folders and files that could not be read, relative to the root
 * @param complete false where the walk stopped at its limit
 * @param rules the ignore rules that it met
 */
public record WalkResult(
    List<FileEntry> files,
    List<String> folders,
    List<String> unreadable,
    boolean complete,
    IgnoreRules rules) {

  public WalkResult {
    files = List.copyOf(files);
    folders = List.copyOf(folders);
    unreadable = List.copyOf(unreadable);
  }
}
