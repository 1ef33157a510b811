package dev.dragoncode.emulators.model;

/** The form in which a program takes its connection settings. */
public enum Dialect {
  /** Plain environment variables, as in a {@code .env} file. */
  DOTENV,
  /** Spring Boot properties. */
  SPRING,
  /** The names that Node clients and frameworks read. */
  NODE
}
