package dev.dragoncode.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import org.slf4j.Logger;

/**
 * Where the workbench logs: one file a day in its data folder, bounded in size and age. Written in
 * code since Logback's reader of XML costs a tenth of a second before the first window.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class FileLogging extends ContextAwareBase implements Configurator {

  /** The system property that names the folder; read when the first logger is made. */
  static final String FOLDER = "dragoncode.logs";

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level [%thread] %logger{30} - %msg%n";
  private static final FileSize LARGEST_FILE = FileSize.valueOf("5MB");
  private static final FileSize LARGEST_TOTAL = FileSize.valueOf("30MB");
  private static final int DAYS_KEPT = 7;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    String folder =
        System.getProperty(FOLDER, System.getProperty("java.io.tmpdir") + "/dragoncode-logs");
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setName("file");
    file.setFile(folder + "/dragoncode.log");

    SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
    rolling.setContext(context);
    rolling.setParent(file);
    rolling.setFileNamePattern(folder + "/dragoncode-%d{yyyy-MM-dd}.%i.log.gz");
    rolling.setMaxFileSize(LARGEST_FILE);
    rolling.setMaxHistory(DAYS_KEPT);
    rolling.setTotalSizeCap(LARGEST_TOTAL);
    rolling.start();

    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();

    file.setRollingPolicy(rolling);
    file.setEncoder(encoder);
    file.start();

    context.getLogger("dev.dragoncode").setLevel(Level.INFO);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(file);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
