package dev.dragoncode.fakes.packs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.fakes.pack.Pack;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalog's entry of the fake APIs offers every pack. */
class FakesEntryTest {

  static List<String> ids() {
    return Packs.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void offersThePackOnAPortOfItsOwn(String id) {
    EmulatorSpec entry = EmulatorCatalog.bundled().find("fakes").orElseThrow();
    Pack pack = Packs.get(id);
    assertThat(entry.ports()).extracting(PortSpec::name).contains("control", id);
    assertThat(entry.match().dependencies()).containsAll(pack.dependencies());
    assertThat(entry.connect(Dialect.DOTENV))
        .containsKeys(pack.connect().keySet().toArray(String[]::new));
  }
}
