package dev.dragoncode.io.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessStartTest {

  private final ProcessHandle self = ProcessHandle.current();

  @Test
  void tellsAProcessFromOthersWithItsPid() {
    ProcessStart mine = ProcessStart.orNow(self);

    assertThat(mine.find(self.pid())).contains(self);
    assertThat(new ProcessStart(mine.token()).find(self.pid())).contains(self);
    assertThat(new ProcessStart(mine.token() + "1").find(self.pid())).isEmpty();
    assertThat(mine.find(Long.MAX_VALUE)).isEmpty();
    assertThat(new ProcessStart("").find(self.pid())).isEmpty();
  }

  @Test
  void knowsAStartByTheTimeOfDay() {
    Instant start = self.info().startInstant().orElseThrow();

    assertThat(new ProcessStart(start.plusMillis(900).toString()).find(self.pid())).isPresent();
    assertThat(new ProcessStart(start.plusMillis(1_100).toString()).find(self.pid())).isEmpty();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void onLinuxNothingOfTheTimeOfDayIsWrittenDown() {
    assertThat(ProcessStart.orNow(self).token()).matches("[0-9a-f-]{36}/\\d+");
  }

  @Test
  void anEndedProcessHasNone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(ProcessStart.of(ended.toHandle())).isEmpty();
  }
}
