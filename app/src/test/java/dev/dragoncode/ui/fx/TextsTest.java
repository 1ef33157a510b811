package dev.dragoncode.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextsTest {

  /** Of two texts with one name the first would be lost, and some title would be another's. */
  @Test
  void noTextHasTheNameOfAnother() throws Exception {
    List<Object> twice = new ArrayList<>();
    Properties texts =
        new Properties() {
          private final Set<Object> names = new HashSet<>();

          @Override
          public synchronized Object put(Object name, Object text) {
            if (!names.add(name)) {
              twice.add(name);
            }
            return super.put(name, text);
          }
        };
    try (InputStream file =
        Texts.class.getResourceAsStream("/dev/dragoncode/ui/texts.properties")) {
      texts.load(file);
    }
    assertThat(texts).isNotEmpty();
    assertThat(twice).isEmpty();
  }
}
