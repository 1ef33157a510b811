package dev.dragoncode.service.scaffold;

import dev.dragoncode.io.files.RegularFiles;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.scaffold.AnswersFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a folder's project was made from. */
public final class MadeFrom {

  private static final Logger LOG = LoggerFactory.getLogger(MadeFrom.class);

  private MadeFrom() {}

  /**
   * What the project was made from.
   *
   * @param root its real path
   * @return empty where it was not made here, or that cannot be read
   */
  public static Optional<AnswersFile> of(Path root) {
    Path file = root.resolve(AnswersFile.PATH);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] text = RegularFiles.readWithin(root, file, FileIndex.MAX_TEXT_BYTES);
      return Optional.of(AnswersFile.read(new String(text, StandardCharsets.UTF_8)));
    } catch (IOException | ProblemException e) {
      LOG.warn("{} cannot be read", file, e);
      return Optional.empty();
    }
  }
}
