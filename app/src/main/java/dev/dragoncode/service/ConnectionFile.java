package dev.dragoncode.service;

/** A file of a project that can take the emulators' connection settings. */
public enum ConnectionFile {
  /** {@code .env}, which most tools read. */
  DOTENV,
  /** A Spring profile named local. */
  SPRING_PROFILE,
  /** A launch configuration of Visual Studio Code, and the {@code .env} that it names. */
  VS_CODE,
  /** A run configuration of IntelliJ IDEA. */
  INTELLIJ
}
