package dev.dragoncode.ui.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogTimeTest {

  private static final Instant NEWEST = Instant.parse("2026-11-24T00:10:00Z");

  @Test
  void readsATimeOfDayAsTheLatestOneBeforeTheNewestLine() {
    assertThat(parse("00:05")).contains(Instant.parse("2026-11-24T00:05:00Z"));
    assertThat(parse(" 23:59:30 ")).contains(Instant.parse("2026-11-23T23:59:30Z"));
  }

  @Test
  void countsBackFromTheNewestLine() {
    assertThat(parse("30s")).contains(NEWEST.minusSeconds(30));
    assertThat(parse("-5 min")).contains(NEWEST.minusSeconds(300));
    assertThat(parse("2h")).contains(NEWEST.minusSeconds(7200));
  }

  @Test
  void knowsNothingElse() {
    assertThat(parse("")).isEmpty();
    assertThat(parse("noon")).isEmpty();
    assertThat(parse("25:00")).isEmpty();
    assertThat(parse("99999999999s")).isEmpty();
  }

  private static Optional<Instant> parse(String text) {
    return LogTime.parse(text, NEWEST, ZoneId.of("UTC"));
  }
}
