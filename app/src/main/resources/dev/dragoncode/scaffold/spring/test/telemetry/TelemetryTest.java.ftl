package [=project.packageName].telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import [=project.packageName].ApiTest;

@ApiTest
class TelemetryTest {

  @Autowired MockMvcTester mvc;
  @Autowired BusinessEvents events;

  @Test
  void tellsACallerTheIdOfItsTrace() {
    MvcTestResult answer = mvc.get().uri("/").exchange();
    assertThat(answer.getResponse().getHeader("X-Trace-Id")).matches("[0-9a-f]{32}");
  }

  @Test
  void goesOnWithTheTraceOfACaller() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    assertThat(mvc.get().uri("/").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
        .hasHeader("X-Trace-Id", trace);
  }

  @Test
  void writesBusinessEventsWithFields() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger("business");
    log.addAppender(lines);

    events.publish("something.happened", Map.of("id", 7));

    log.detachAppender(lines);
    assertThat(lines.list.getFirst().getKeyValuePairs())
        .extracting(pair -> pair.key, pair -> pair.value)
        .containsExactly(tuple("event.action", "something.happened"), tuple("id", 7));
  }
}
