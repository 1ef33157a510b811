package dev.dragoncode.emulators.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.LogLine.Level;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          redis      | INFO  | 1:M 22 Nov 2026 18:00:00.000 * Ready to accept connections tcp
          redis      | WARN  | 1:M 22 Nov 2026 18:00:00.000 # WARNING Memory overcommit must be enabled
          redis      | DEBUG | 1:M 22 Nov 2026 18:00:00.000 - Accepted 127.0.0.1:51234
          postgresql | INFO  | 2026-11-22 18:00:00.000 UTC [1] LOG:  database system is ready
          postgresql | ERROR | 2026-11-22 18:00:00.000 UTC [70] ERROR:  relation "x" does not exist
          postgresql | ERROR | 2026-11-22 18:00:00.000 UTC [70] FATAL:  password authentication failed
          postgresql | INFO  | 2026-11-22 18:00:00.000 UTC [70] STATEMENT:  SELECT 'ERROR' FROM x
          postgresql | WARN  | WARNING:  enabling "trust" authentication
          rabbitmq   | INFO  | 2026-11-22 18:00:00.000 [info] <0.222.0> Running boot step
          rabbitmq   | ERROR | 2026-11-22 18:00:00.000 [error] <0.700.0> closing AMQP connection
          rabbitmq   | WARN  | 2026-11-22 18:00:00.000 [warning] <0.700.0> no INFO here
          wiremock   | WARN  | 18:00:00.000 [main] WARN  o.e.jetty - something
          wiremock   | INFO  | 0 errors, 0 warnings
          wiremock   | ERROR | Exception in thread "main" java.net.BindException
          other      | ERROR | ts=2026 level=error msg="failed"
          other      | DEBUG | {"ts":1,"level":"debug","msg":"x"}
          other      | INFO  | plain words
          """)
  void guessesFromHowProductsLog(String emulator, Level level, String text) {
    LogLine guessed = new LogLine(Instant.EPOCH, emulator, LogLevels.guess(text), text);
    assertThat(
            EmulatorCatalog.bundled()
                .find(emulator)
                .map(spec -> spec.observe().judge(guessed))
                .orElse(guessed)
                .level())
        .isEqualTo(level);
  }
}
