package dev.dragoncode.emulators.engine;

import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module of this app that is an emulator itself and runs in a JVM or a container of its own. Its
 * build lists the libraries that it needs; they are taken from this app's class path, since none of
 * them may be anywhere else.
 */
public final class OwnModule {

  private static final String LISTS = "/META-INF/dragoncode/";

  /** What of the app's own classes goes along when it runs from folders of classes. */
  private static final List<String> OWN = List.of("dev/dragoncode/fakes", "dev/dragoncode/problem");

  /** The app's own jar: its manifest names the others. */
  private static final String APP = "dragoncode.jar";

  private static final Pattern VERSION = Pattern.compile("-\\d.*\\.jar$");

  private final String list;
  private final Path folder;

  OwnModule(String list, Path folder) {
    this.list = list;
    this.folder = folder;
  }

  /**
   * The module with this main class; empty where none of ours has it.
   *
   * @param folder where jars are made of folders of classes
   */
  public static Optional<OwnModule> of(String mainClass, Path folder) {
    return resource(mainClass + ".classpath")
        .map(bytes -> new OwnModule(new String(bytes, StandardCharsets.UTF_8), folder));
  }

  /** A file that a module of ours brings along beside the entry of the catalog. */
  public static Optional<byte[]> resource(String name) {
    try (InputStream in = OwnModule.class.getResourceAsStream(LISTS + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its jars. Folders of classes become jars, since ahead-of-time caches know no folders. */
  public List<Path> libraries() throws IOException {
    return libraries(System.getProperty("java.class.path", ""));
  }

  List<Path> libraries(String classPath) throws IOException {
    Set<String> wanted = new HashSet<>();
    for (String entry : list.strip().split(":", -1)) {
      wanted.add(artifact(entry.substring(entry.lastIndexOf('/') + 1)));
    }
    List<Path> files = new ArrayList<>();
    for (Path path : entries(classPath)) {
      if (Files.isDirectory(path)) {
        if (OWN.stream().anyMatch(own -> Files.isDirectory(path.resolve(own)))) {
          files.add(jar(path));
        }
      } else if (isOwn(path) || wanted.contains(artifact(String.valueOf(path.getFileName())))) {
        files.add(path);
      }
    }
    return List.copyOf(files);
  }

  /** A jar's name without its version, which the app may have chosen otherwise than the module. */
  private static String artifact(String file) {
    return VERSION.matcher(file).replaceFirst("");
  }

  /** What is on a class path, also by the manifest of the app's jar, which the launcher names. */
  private static Set<Path> entries(String classPath) throws IOException {
    Set<Path> entries = new LinkedHashSet<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      entries.add(path);
      if (String.valueOf(path.getFileName()).equals(APP) && Files.isRegularFile(path)) {
        try (JarFile jar = new JarFile(path.toFile())) {
          Optional.ofNullable(jar.getManifest())
              .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
              .ifPresent(more -> {
                for (String each : more.strip().split(" +", -1)) {
                  entries.add(path.resolveSibling(each));
                }
              });
        }
      }
    }
    return entries;
  }

  private static boolean isOwn(Path path) {
    return String.valueOf(path.getFileName()).startsWith("dragoncode-fakes");
  }

  private Path jar(Path classes) throws IOException {
    byte[] content = zipped(classes);
    String sha256 = Sha256.of(content);
    Path jar = folder.resolve(sha256.substring(0, 16) + ".jar");
    if (!Files.isRegularFile(jar)) {
      Path temporary =
          PrivateFolders.create(folder).resolve("." + jar.getFileName() + UUID.randomUUID());
      Files.write(temporary, content);
      Files.move(temporary, jar, StandardCopyOption.ATOMIC_MOVE);
    }
    return jar;
  }

  /** The same bytes for the same classes. */
  private static byte[] zipped(Path classes) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path file : files) {
        byte[] content = Files.readAllBytes(file);
        ZipEntry entry =
            new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/'));
        entry.setTime(0);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }
}
