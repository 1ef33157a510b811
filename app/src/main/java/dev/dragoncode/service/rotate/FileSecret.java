package dev.dragoncode.service.rotate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A JSON file below the project with {@code username} and {@code password}, for a service without a
 * vault: in a folder that only its user reads, and that git ignores.
 */
public final class FileSecret implements SecretPlace {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of(".dragoncode", "secrets");
  private static final String NAME = "database.json";

  /** A login takes a line. */
  private static final long MOST_BYTES = 1 << 16;

  private final Path project;

  /**
   * @param project its real path
   */
  public FileSecret(Path project) {
    this.project = project;
  }

  @Override
  public String name() {
    return FOLDER.resolve(NAME).toString();
  }

  @Override
  public Optional<Login> current() {
    ObjectNode fields = read();
    String username = fields.path("username").asText("");
    String password = fields.path("password").asText("");
    return username.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Login(username, password));
  }

  @Override
  public String publish(Login login) {
    ObjectNode fields = read();
    fields.put("username", login.username());
    fields.put("password", login.password());
    try {
      Path folder = PrivateFolders.create(project.resolve(FOLDER));
      if (!folder.toRealPath().startsWith(project)) {
        throw outside();
      }
      Path ignored = folder.resolve(".gitignore");
      if (!Files.exists(ignored)) {
        AtomicFiles.writeString(ignored, "*\n");
      }
      Path file = folder.resolve(NAME);
      if (!Files.exists(file) && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      AtomicFiles.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields) + "\n");
    } catch (IOException e) {
      throw unusable(e);
    }
    return "written";
  }

  private ObjectNode read() {
    Path file = project.resolve(FOLDER).resolve(NAME);
    try {
      if (!Files.exists(file)) {
        return JSON.createObjectNode();
      }
      if (!file.toRealPath().startsWith(project)) {
        throw outside();
      }
      if (Files.size(file) <= MOST_BYTES
          && JSON.readTree(file.toFile()) instanceof ObjectNode known) {
        return known;
      }
    } catch (JsonProcessingException e) {
      // its message would show what stands there
    } catch (IOException e) {
      throw unusable(e);
    }
    throw Problem.of(
            name() + " is no JSON object",
            "It was not written, so that nothing in it is lost.",
            Remedy.of("Delete it, then run this again."))
        .asException();
  }

  private ProblemException outside() {
    return Problem.of(
            name() + " leads out of the project",
            "A link in it points elsewhere, and nothing is written outside the project's folder.",
            Remedy.of("Remove the link, then run this again."))
        .asException();
  }

  private ProblemException unusable(IOException e) {
    return Problem.of(
            name() + " cannot be read or written",
            "What worked before still does.",
            Remedy.of("See that the folder is yours and the disk is not full."))
        .causedBy(e)
        .asException();
  }
}
