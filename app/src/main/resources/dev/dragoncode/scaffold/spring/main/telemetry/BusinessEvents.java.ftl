package [=project.packageName].telemetry;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/** Tells what happened in the business as log lines with fields; the trace id stands on each. */
@Component
public class BusinessEvents {

  private static final Logger LOG = LoggerFactory.getLogger("business");

  /**
   * @param name what happened, as in {@code order.created}
   * @param fields ids and numbers, never personal data
   */
  public void publish(String name, Map<String, Object> fields) {
    LoggingEventBuilder line = LOG.atInfo().addKeyValue("event.action", name);
    fields.forEach(line::addKeyValue);
    line.log(name);
  }
}
