package dev.dragoncode.load;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Every latency of a run, in microseconds.
 *
 * @param latencies from when requests were due
 * @param service from when they went out
 */
public record Recording(Histogram latencies, Histogram service) {

  /** The name of the file in a run's folder. */
  public static final String FILE = "latencies.hlog";

  private static final double MICROS_IN_MILLI = 1_000;

  /** In the log format of HdrHistogram, which its own tools read: one line for each of the two. */
  public String log(Instant began) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputComment("[Latencies of a load run by DragonCode, in microseconds]");
      writer.outputLogFormatVersion();
      writer.outputStartTime(began.toEpochMilli());
      writer.outputLegend();
      write(writer, latencies, "latency", began);
      write(writer, service, "service", began);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void write(
      HistogramLogWriter writer, Histogram histogram, String tag, Instant began) {
    Histogram copy = histogram.copy();
    copy.setTag(tag);
    copy.setStartTimeStamp(began.toEpochMilli());
    copy.setEndTimeStamp(began.toEpochMilli());
    writer.outputIntervalHistogram(0, 0, copy, MICROS_IN_MILLI);
  }
}
