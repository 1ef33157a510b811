package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.io.files.PrivateFolders;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module of this app that is an emulator itself and runs in a JVM of its own. Its build lists the
 * libraries that it needs; they are taken from this app's class path, since none of them may be
 * anywhere else.
 */
final class OwnModule {

  private static final String LISTS = "/META-INF/dragoncode/";

  /** What of the app's own classes goes along when it runs from folders of classes. */
  private static final List<String> OWN = List.of("dev/dragoncode/fakes", "dev/dragoncode/problem");

  private final Path folder;

  /**
   * @param folder where jars are made of folders of classes
   */
  OwnModule(Path folder) {
    this.folder = folder;
  }

  /** The list of libraries of this main class; empty where no module of ours has it. */
  static Optional<String> named(String mainClass) {
    try (InputStream in = OwnModule.class.getResourceAsStream(LISTS + mainClass + ".classpath")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its jars. Folders of classes become jars, since ahead-of-time caches know no folders. */
  List<ResolvedFile> classPath(String list) {
    Set<String> wanted = new HashSet<>();
    for (String entry : list.strip().split(":", -1)) {
      wanted.add(entry.substring(entry.lastIndexOf('/') + 1));
    }
    List<ResolvedFile> files = new ArrayList<>();
    String all = System.getProperty("java.class.path", "");
    try {
      for (String entry : all.split(File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        if (Files.isDirectory(path)) {
          if (OWN.stream().anyMatch(own -> Files.isDirectory(path.resolve(own)))) {
            files.add(jar(path));
          }
        } else if (isOwn(path) || wanted.contains(String.valueOf(path.getFileName()))) {
          files.add(new ResolvedFile(path, Files.size(path), Sha256.of(path)));
        }
      }
    } catch (IOException e) {
      throw DiskProblems.of("read the class path of the app", e).asException();
    }
    return List.copyOf(files);
  }

  private static boolean isOwn(Path path) {
    return String.valueOf(path.getFileName()).startsWith("dragoncode-fakes");
  }

  private ResolvedFile jar(Path classes) throws IOException {
    byte[] content = zipped(classes);
    String sha256 = Sha256.of(content);
    Path jar = folder.resolve(sha256.substring(0, 16) + ".jar");
    if (!Files.isRegularFile(jar)) {
      Path temporary =
          PrivateFolders.create(folder).resolve("." + jar.getFileName() + UUID.randomUUID());
      Files.write(temporary, content);
      Files.move(temporary, jar, StandardCopyOption.ATOMIC_MOVE);
    }
    return new ResolvedFile(jar, content.length, sha256);
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
