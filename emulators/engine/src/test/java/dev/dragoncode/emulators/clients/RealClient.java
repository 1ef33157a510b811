package dev.dragoncode.emulators.clients;

import java.io.IOException;
import java.nio.file.Path;

/** Drives one emulator with the product's own client library, as its users' programs do. */
public interface RealClient {

  /** The id of the catalog entry that it drives. */
  String emulator();

  /** Writes something and reads it back; fails where that does not work. */
  void drive(Connection connection) throws Exception;

  /** Puts into the project what the emulator reads from there at its start. */
  default void fill(Path project) throws IOException {}

  /**
   * Whether .ci/images builds a stand-in for its image. Where it cannot, no test may insist on the
   * image: this client drives the emulator wherever the image can be had.
   */
  default boolean imageBuiltHere() {
    return true;
  }
}
