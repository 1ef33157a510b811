package dev.dragoncode.emulators.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one project on the disk, a folder for each. It is filled under a hidden name and
 * gets its own by a rename when all is there, so that there is never half a snapshot.
 */
final class SavedStacks {

  private static final Logger LOG = LoggerFactory.getLogger(SavedStacks.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String CONTENTS = "snapshot.json";
  private static final String HIDDEN = ".";

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  /**
   * @param folder of the project's snapshots
   */
  SavedStacks(Path folder) {
    this.folder = folder;
  }

  /** A snapshot with what it takes to put it back. */
  record Opened(SavedStack shown, List<SavedData> parts, Path folder) {}

  /** Newest first; what cannot be read is left out. */
  List<SavedStack> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(each -> !String.valueOf(each.getFileName()).startsWith(HIDDEN))
          .flatMap(each -> read(each).stream())
          .map(Opened::shown)
          .sorted(Comparator.comparing(SavedStack::takenAt).reversed())
          .toList();
    } catch (IOException e) {
      throw FileGuard.unusable(folder, e).asException();
    }
  }

  /**
   * Opens a snapshot.
   *
   * @throws dev.dragoncode.problem.ProblemException if there is none of this name
   */
  Opened open(String name) {
    Optional<Opened> found =
        NAME.matcher(name).matches() ? read(folder.resolve(name)) : Optional.empty();
    return found.orElseThrow(() -> missing(name).asException());
  }

  private Problem missing(String name) {
    List<String> names = list().stream().map(SavedStack::name).toList();
    return Problem.of(
        "There is no snapshot “" + name + "”",
        names.isEmpty()
            ? "This project has no snapshots."
            : "This project has " + String.join(", ", names) + ".",
        Remedy.of("Look with: dragoncode snapshot list"));
  }

  /**
   * Begins a snapshot.
   *
   * @return the hidden folder that {@link #finish} makes visible
   * @throws dev.dragoncode.problem.ProblemException if the name cannot be had
   */
  Path begin(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.of(
              "A snapshot cannot be called “" + name + "”",
              "A name has up to 64 letters, digits, dots, hyphens and underscores, and begins with a"
                  + " letter or digit.",
              Remedy.of("Choose another name."))
          .asException();
    }
    if (Files.exists(folder.resolve(name))) {
      throw Problem.of(
              "There is a snapshot “" + name + "” already",
              "A snapshot is never overwritten.",
              Remedy.of("Choose another name."),
              Remedy.of("Delete it first: dragoncode snapshot delete " + name))
          .asException();
    }
    sweep();
    Path hidden = hidden("saving");
    try {
      return PrivateFolders.create(hidden);
    } catch (IOException e) {
      throw FileGuard.unusable(hidden, e).asException();
    }
  }

  private Path hidden(String what) {
    return folder.resolve(HIDDEN + what + "-" + UUID.randomUUID());
  }

  /** Writes the list of contents and gives the snapshot its name. */
  SavedStack finish(
      Path hidden, String name, List<SavedData> parts, List<String> leftOut, Instant at) {
    ObjectNode node = json.createObjectNode().put("takenAt", at.toString());
    ArrayNode list = node.putArray("emulators");
    for (SavedData part : parts) {
      ObjectNode item = DataRecords.toJson(part.data());
      item.put("configHash", part.configHash());
      item.put("bytes", part.content().bytes());
      item.put("sha256", part.content().sha256());
      list.add(item);
    }
    node.set("leftOut", json.valueToTree(leftOut));
    Path target = folder.resolve(name);
    try {
      AtomicFiles.write(hidden.resolve(CONTENTS), json.writeValueAsBytes(node));
      Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FileGuard.unusable(target, e).asException();
    }
    return new SavedStack(name, at, parts.stream().map(SavedData::shown).toList(), leftOut);
  }

  private Optional<Opened> read(Path snapshot) {
    Path file = snapshot.resolve(CONTENTS);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = json.readTree(Files.readAllBytes(file));
      List<SavedData> parts = new ArrayList<>();
      for (JsonNode item : node.required("emulators")) {
        parts.add(
            new SavedData(
                DataRecords.fromJson(item),
                item.required("configHash").asText(),
                new Fingerprint(
                    item.required("bytes").asLong(), item.required("sha256").asText())));
      }
      List<String> leftOut = new ArrayList<>();
      node.required("leftOut").forEach(text -> leftOut.add(text.asText()));
      SavedStack shown =
          new SavedStack(
              String.valueOf(snapshot.getFileName()),
              Instant.parse(node.required("takenAt").asText()),
              parts.stream().map(SavedData::shown).toList(),
              leftOut);
      return Optional.of(new Opened(shown, List.copyOf(parts), snapshot));
    } catch (IOException | RuntimeException e) {
      LOG.warn("The snapshot {} is unreadable and is left alone", snapshot, e);
      return Optional.empty();
    }
  }

  /** Hides a snapshot, then removes it. */
  void delete(String name) {
    Path snapshot = open(name).folder();
    Path hidden = hidden("deleting");
    try {
      Files.move(snapshot, hidden, StandardCopyOption.ATOMIC_MOVE);
      PrivateFolders.delete(hidden);
    } catch (IOException e) {
      throw FileGuard.unusable(snapshot, e).asException();
    }
  }

  /** Removes what a save or a deletion that was killed has left; nobody else may be at it. */
  void sweep() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path left : folders.toList()) {
        if (String.valueOf(left.getFileName()).startsWith(HIDDEN)) {
          PrivateFolders.delete(left);
        }
      }
    } catch (IOException e) {
      throw FileGuard.unusable(folder, e).asException();
    }
  }

  /** Removes what a save has begun. */
  void discard(Path hidden) {
    try {
      PrivateFolders.delete(hidden);
    } catch (IOException e) {
      LOG.info("{} stays until the next snapshot is saved", hidden, e);
    }
  }
}
