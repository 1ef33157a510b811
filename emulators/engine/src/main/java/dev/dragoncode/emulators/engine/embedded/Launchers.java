package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.OwnModule;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The app's own main classes for engines that have none that would do. Each goes into a jar of its
 * own that stands first on the engine's class path: a jar, since ahead-of-time caches know no
 * folders, and of nothing else, since engines see no other class of this app. One that is an engine
 * itself has a package of its own, which goes along.
 */
final class Launchers {

  private static final String PACKAGE = "dev.dragoncode.emulators.launcher.";

  private final Path folder;

  Launchers(Path engines) {
    this.folder = engines.resolve("launchers");
  }

  /** The artifacts, behind the launcher where the launch names one. */
  List<ResolvedFile> classPath(Launch.Jvm launch, List<ResolvedFile> artifacts) {
    Optional<OwnModule> own = OwnModule.of(launch.mainClass(), folder);
    if (own.isPresent()) {
      return libraries(own.get());
    }
    if (!launch.mainClass().startsWith(PACKAGE)) {
      return artifacts;
    }
    List<ResolvedFile> all = new ArrayList<>();
    all.add(jar(launch.mainClass()));
    all.addAll(artifacts);
    return List.copyOf(all);
  }

  private static List<ResolvedFile> libraries(OwnModule module) {
    List<ResolvedFile> files = new ArrayList<>();
    try {
      for (Path path : module.libraries()) {
        files.add(new ResolvedFile(path, Files.size(path), Sha256.of(path)));
      }
    } catch (IOException e) {
      throw DiskProblems.of("read the class path of the app", e).asException();
    }
    return List.copyOf(files);
  }

  private ResolvedFile jar(String mainClass) {
    try {
      byte[] content = jarOf(mainClass);
      String sha256 = Sha256.of(content);
      Path jar = folder.resolve(sha256.substring(0, 16) + ".jar");
      if (!Files.isRegularFile(jar)) {
        Path temporary =
            PrivateFolders.create(folder).resolve("." + jar.getFileName() + UUID.randomUUID());
        Files.write(temporary, content);
        Files.move(temporary, jar, StandardCopyOption.ATOMIC_MOVE);
      }
      return new ResolvedFile(jar, content.length, sha256);
    } catch (IOException e) {
      throw DiskProblems.of("write " + folder, e).asException();
    }
  }

  /** The same bytes for the same classes, so that its name can stand for its content. */
  private static byte[] jarOf(String mainClass) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : entries(mainClass)) {
        byte[] code = code(name);
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(code.length);
        CRC32 crc = new CRC32();
        crc.update(code);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(code);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static List<String> entries(String mainClass) throws IOException {
    String entry = mainClass.replace('.', '/') + ".class";
    if (mainClass.indexOf('.', PACKAGE.length()) < 0) {
      return List.of(entry);
    }
    String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
    URL found = Launchers.class.getResource("/" + entry);
    if (found == null) {
      throw new IllegalStateException("The launcher " + entry + " is not packaged");
    }
    if (found.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarFile().stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
          .sorted()
          .toList();
    }
    try (Stream<Path> files =
        Files.list(Path.of(URI.create(found.toString())).resolveSibling(""))) {
      return files
          .map(file -> folder + file.getFileName())
          .filter(name -> name.endsWith(".class"))
          .sorted()
          .toList();
    }
  }

  private static byte[] code(String entryName) {
    try (InputStream in = Launchers.class.getResourceAsStream("/" + entryName)) {
      if (in == null) {
        throw new IllegalStateException("The launcher " + entryName + " is not packaged");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
