package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.engine.embedded.ClientLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The client libraries in use, each loaded once, when something is first looked into with it. */
final class Clients {

  private static final String VERSIONS = "/dev/dragoncode/emulators/browse/clients.properties";

  private final ClientLibraries libraries;
  private final Properties coordinates = new Properties();
  private final Map<String, ClientLoader> loaded = new HashMap<>();

  Clients(ClientLibraries libraries) {
    this.libraries = libraries;
    try (InputStream in = Clients.class.getResourceAsStream(VERSIONS)) {
      coordinates.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The loader of a library's classes.
   *
   * @param name its key in clients.properties
   * @param adapters the package that is written against it; empty for none
   * @throws dev.dragoncode.problem.ProblemException if it cannot be fetched
   */
  synchronized ClientLoader loader(String name, String adapters) throws InterruptedException {
    String key = name + " " + adapters;
    ClientLoader known = loaded.get(key);
    if (known != null) {
      return known;
    }
    List<URL> urls = new ArrayList<>();
    for (Path file : libraries.files(List.of(coordinates.getProperty(name).split("\\s+")))) {
      urls.add(url(file));
    }
    ClientLoader made = new ClientLoader(urls, adapters);
    loaded.put(key, made);
    return made;
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("A file's address is always one", e);
    }
  }
}
