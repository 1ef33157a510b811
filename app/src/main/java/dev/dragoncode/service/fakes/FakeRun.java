package dev.dragoncode.service.fakes;

import dev.dragoncode.io.process.ProcessStart;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process that serves fake APIs.
 *
 * @param folder the project or folder that it serves
 * @param control where it is steered
 * @param urls where each API answers, by its id
 */
public record FakeRun(
    long pid, ProcessStart processStart, Path folder, URI control, Map<String, URI> urls) {

  /** Whether that process still runs: its number alone may be another's by now. */
  boolean alive() {
    return processStart.find(pid).isPresent();
  }
}
