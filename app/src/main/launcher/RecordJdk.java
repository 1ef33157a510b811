import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the home of the JDK that runs this into a file: the build runs it on the JDK it selected.
 */
void main(String[] arguments) throws IOException {
  Files.writeString(Path.of(arguments[0]), System.getProperty("java.home") + "\n");
}
