package dev.dragoncode.fakes.stubs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Mappings of a test, in a folder. */
record Mappings(Path folder) {

  /** Puts a mapping, or a list of them, into a file. */
  Mappings with(String name, String json) throws IOException {
    Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(folder.resolve("mappings").resolve(name), json);
    return this;
  }

  /** Puts the content of a body into a file. */
  Mappings body(String name, String text) throws IOException {
    Path file = folder.resolve("__files").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  StubFake read() {
    return StubFake.read("shop=" + folder, Set.of());
  }
}
