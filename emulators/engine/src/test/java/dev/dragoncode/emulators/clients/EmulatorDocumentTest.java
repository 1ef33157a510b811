package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The document says what the catalog says. {@code mvn test -pl emulators/engine
 * -Dtest=EmulatorDocumentTest -Ddocument=write} writes it anew instead.
 */
class EmulatorDocumentTest {

  @Test
  void theDocumentNamesEveryEntryItsBackEndsAndItsGaps() throws IOException {
    if ("write".equals(System.getProperty("document"))) {
      EmulatorDocument.write(EmulatorDocument.fromCatalog());
    }
    assertThat(EmulatorDocument.read()).isEqualTo(EmulatorDocument.fromCatalog());
  }
}
