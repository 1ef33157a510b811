package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** What a user is told when artifacts cannot be had. */
final class MavenProblems {

  private MavenProblems() {}

  /**
   * @param offline whether DragonCode itself was told to work offline
   */
  static Problem of(List<Coordinates> wanted, boolean offline, RepositoryException failure) {
    List<Throwable> causes = chain(failure);
    String texts =
        String.join("\n", causes.stream().map(Throwable::toString).toList())
            .toLowerCase(Locale.ROOT);
    String name = named(wanted, texts);
    if (is(causes, RepositoryOfflineException.class) || texts.contains("in offline mode")) {
      return offline(name, offline).causedBy(failure);
    }
    if (texts.contains("no space left") || texts.contains("not enough space")) {
      return diskFull("fetch " + name, failure);
    }
    if (is(causes, ChecksumFailureException.class)) {
      return Problem.of(
              name + " was damaged on its way",
              "Its checksum differs from the one that the repository states.",
              Remedy.of("Try again."),
              Remedy.of("Check the mirror or proxy that Maven's settings.xml names."))
          .causedBy(failure);
    }
    if (is(causes, ArtifactNotFoundException.class) && !texts.contains("transfer failed")) {
      return Problem.of(
              "No repository has " + name,
              "Every repository of Maven's settings was asked, and none has it.",
              Remedy.of("Check its version in the catalog entry."),
              Remedy.of("If a mirror stands in settings.xml, check that it serves Maven Central."))
          .causedBy(failure);
    }
    return Problem.of(
            name + " could not be fetched",
            lastMessage(causes) + " It is needed once; later starts work offline.",
            Remedy.of("Check the network, and try again."),
            Remedy.of("Behind a proxy or with a mirror, name it in Maven's settings.xml."))
        .causedBy(failure);
  }

  private static Problem offline(String name, boolean asked) {
    return Problem.of(
        name + " is not on this machine yet",
        (asked ? "DragonCode is set to work offline" : "Maven's settings say to work offline")
            + ", and it was never fetched before.",
        asked
            ? Remedy.of("Let DragonCode use the network for the first start: Settings, Offline.")
            : Remedy.of("Set offline to false in Maven's settings.xml for the first start."),
        Remedy.of(
            "On a machine that has it: dragoncode images export FILE --engine embedded; then here:"
                + " dragoncode images import FILE"),
        Remedy.of("Choose containers, if an image is on this machine."));
  }

  static Problem checksum(Coordinates coordinates, ResolvedFile file) {
    return Problem.of(
        coordinates.text() + " is not what the catalog expects",
        "The SHA-256 of %s is %s; the catalog says %s."
            .formatted(file.path(), file.sha256(), coordinates.sha256().orElse("")),
        Remedy.of("Delete that file, and try again."),
        Remedy.of("If it comes back so, the repository or mirror serves another file: report it."));
  }

  static Problem unreadable(List<Coordinates> wanted, IOException failure) {
    return Problem.of(
            "The files of " + wanted.getFirst().text() + " cannot be read",
            String.valueOf(failure.getMessage()),
            Remedy.of("Check the permissions of Maven's local repository."))
        .causedBy(failure);
  }

  static Problem diskFull(String what, Throwable failure) {
    return Problem.of(
            "The disk is full",
            "There was no space left to " + what + ".",
            Remedy.of("Free some space on that disk, then try again."))
        .causedBy(failure);
  }

  /** The artifact that the messages speak of, or the first one. */
  private static String named(List<Coordinates> wanted, String texts) {
    return wanted.stream()
        .map(Coordinates::text)
        .filter(text ->
            texts.contains(text.substring(0, text.lastIndexOf(':')).toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(wanted.getFirst().text());
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    Throwable next = failure;
    while (next != null && !chain.contains(next)) {
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }

  private static boolean is(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static String lastMessage(List<Throwable> causes) {
    String message = causes.getLast().getMessage();
    String text = message == null ? causes.getLast().toString() : message;
    return text.endsWith(".") ? text : text + ".";
  }
}
