package dev.dragoncode.emulators.engine.embedded;

import java.util.Locale;

/**
 * The kind of machine, in the catalog's words.
 *
 * @param os {@code linux}, {@code darwin} or {@code windows}
 * @param arch {@code amd64} or {@code arm64}; others as Java names them
 */
record Platform(String os, String arch) {

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String name = osName.toLowerCase(Locale.ROOT);
    String os =
        name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> osArch;
        };
    return new Platform(os, arch);
  }

  boolean linux() {
    return os.equals("linux");
  }

  boolean windows() {
    return os.equals("windows");
  }

  /** Such as {@code linux-amd64}. */
  String word() {
    return os + "-" + arch;
  }
}
