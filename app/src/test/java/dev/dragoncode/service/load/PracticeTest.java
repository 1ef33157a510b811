package dev.dragoncode.service.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class PracticeTest {

  @Test
  void neverFillsItsConnection() throws Exception {
    try (Practice practice = new Practice()) {
      // more than a socket's buffers hold, were the bytes not taken
      for (int i = 1; i < 100_000; i++) {
        assertThat(practice.at(i * 100_000L)).isTrue();
        assertThat(practice.at(i * 100_000L + 50_000)).isFalse();
      }
    }
  }

  @Test
  void hasNothingLeftOnceItIsClosed() throws Exception {
    Practice practice = new Practice();
    practice.close();

    assertThatThrownBy(() -> practice.at(Long.MAX_VALUE))
        .isInstanceOf(ClosedChannelException.class);
  }
}
