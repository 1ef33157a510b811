package dev.dragoncode.readiness.facts;

/** A parsed source file, as checks see it. */
public interface SourceFile {

  /** Its path in the project. */
  String path();
}
