package dev.dragoncode.emulators.browse.product;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of one client library, apart from the app's own: two libraries never meet, and none
 * is on the app's class path. The adapter that is written against the library is defined here as
 * well, from the app's files, so that it sees the library; all else of the app is the app's.
 */
final class ClientLoader extends URLClassLoader {

  /** What library, adapter and app share. */
  private static final List<String> SHARED = List.of("dev.dragoncode.", "org.slf4j.");

  private final ClassLoader app;
  private final String adapters;

  /**
   * @param adapters the package whose classes are defined here; empty for none
   */
  ClientLoader(List<URL> library, String adapters) {
    super(library.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    this.app = ClientLoader.class.getClassLoader();
    this.adapters = adapters;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean adapter = !adapters.isEmpty() && name.startsWith(adapters + ".");
    if (!adapter && SHARED.stream().anyMatch(name::startsWith)) {
      return app.loadClass(name);
    }
    if (!adapter) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = app.getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
