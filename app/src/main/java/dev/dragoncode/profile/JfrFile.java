package dev.dragoncode.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Reads recordings of JDK Flight Recorder and of async-profiler, which writes the same format. */
final class JfrFile {

  /** The fields that name the class of what an event is about. */
  private static final List<String> TYPES = List.of("objectClass", "monitorClass", "parkedClass");

  private static final Duration MOST_TIME = Duration.ofDays(7);

  private final Map<Mode, StackTreeBuilder> trees = new EnumMap<>(Mode.class);
  private final Places places = new Places();
  private final Set<Long> samplers = new HashSet<>();
  private final Map<Mode, Span> spans = new EnumMap<>(Mode.class);
  private double hertz;
  private double period;

  /** Whether async-profiler looked at the threads, not the virtual machine itself. */
  private boolean foreign;

  private boolean inBuffers;

  /** From the first to the last event of a mode: the clocks of two profilers may differ. */
  private record Span(Instant from, Instant to) {

    Span with(Span other) {
      return new Span(
          from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    Duration took() {
      Duration took = Duration.between(from, to);
      return took.compareTo(MOST_TIME) < 0 ? took : Duration.ZERO;
    }
  }

  private JfrFile() {}

  /**
   * The profiles in a recording.
   *
   * @throws dev.dragoncode.problem.ProblemException if it is broken, or has no samples
   */
  static List<Profile> read(Path file) {
    JfrFile reading = new JfrFile();
    try (RecordingFile recording = new RecordingFile(file)) {
      recording.readEventTypes().stream()
          .filter(type -> type.getName().equals("jdk.ExecutionSample"))
          .forEach(type -> reading.samplers.add(type.getId()));
      while (recording.hasMoreEvents()) {
        reading.add(recording.readEvent());
      }
    } catch (IOException | RuntimeException e) {
      // the parser of the JDK throws what it happens to meet in a broken file
      if (e instanceof dev.dragoncode.problem.ProblemException known) {
        throw known;
      }
      throw ProfileProblems.unreadable(file, "it is no whole recording (" + e.getMessage() + ").")
          .causedBy(e)
          .asException();
    }
    return reading.profiles(file);
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> {
        // async-profiler knows no better name for the state of a thread that runs
        foreign |= "STATE_DEFAULT".equals(event.getString("state"));
        sample(event, Mode.CPU, 1, 1);
      }
      case "jdk.CPUTimeSample" -> sample(event, Mode.CPU, 1, 1);
      case "jdk.NativeMethodSample" -> sample(event, Mode.NATIVE, 1, 1);
      case "profiler.WallClockSample" -> {
        long count = number(event, "samples", 1);
        sample(event, Mode.WALL, count, count);
      }
      case "jdk.ObjectAllocationSample" ->
          sample(event, Mode.ALLOCATION, number(event, "weight", 0), 1);
      case "jdk.ObjectAllocationInNewTLAB" -> {
        inBuffers = true;
        sample(event, Mode.ALLOCATION, number(event, "tlabSize", 0), 1);
      }
      case "jdk.ObjectAllocationOutsideTLAB" ->
          sample(event, Mode.ALLOCATION, number(event, "allocationSize", 0), 1);
      case "jdk.JavaMonitorEnter" -> sample(event, Mode.LOCK, event.getDuration().toNanos(), 1);
      case "jdk.ThreadPark" -> {
        // as async-profiler does: to wait for a lock, not for work
        if (waitsForLock(event)) {
          sample(event, Mode.LOCK, event.getDuration().toNanos(), 1);
        }
      }
      case "jdk.ActiveSetting" -> setting(event);
      default -> {}
    }
  }

  private static boolean waitsForLock(RecordedEvent event) {
    RecordedClass blocker = event.hasField("parkedClass") ? event.getClass("parkedClass") : null;
    String name = blocker == null ? "" : blocker.getName();
    return name.startsWith("java.util.concurrent.locks.Reentrant")
        || name.equals("java.util.concurrent.Semaphore$FairSync")
        || name.equals("java.util.concurrent.Semaphore$NonfairSync");
  }

  private void setting(RecordedEvent event) {
    String name = event.getString("name");
    String value = event.getString("value");
    if (name == null || value == null) {
      return;
    }
    switch (name) {
      // async-profiler's own: nanoseconds
      case "interval" -> {
        if (value.matches("[1-9]\\d{0,15}")) {
          hertz = 1e9 / Long.parseLong(value);
        }
      }
      case "period" -> {
        if (value.matches("[1-9]\\d{0,5} ms") && ofExecutionSample(event)) {
          period = 1e3 / Integer.parseInt(value.substring(0, value.length() - 3));
        }
      }
      default -> {}
    }
  }

  private boolean ofExecutionSample(RecordedEvent event) {
    return event.hasField("id") && samplers.contains(event.getLong("id"));
  }

  private void sample(RecordedEvent event, Mode mode, long weight, long count) {
    RecordedStackTrace trace = event.getStackTrace();
    spans.merge(mode, new Span(event.getStartTime(), event.getEndTime()), Span::with);
    if (trace == null || weight <= 0) {
      return;
    }
    StackTreeBuilder tree = trees.computeIfAbsent(mode, _ -> new StackTreeBuilder());
    List<RecordedFrame> frames = trace.getFrames();
    int depth = Math.min(frames.size(), StackTreeBuilder.DEEPEST - 1);
    int[] stack = new int[depth + 1];
    for (int i = 0; i < depth; i++) {
      RecordedFrame each = frames.get(frames.size() - 1 - i);
      Frame frame = frame(each);
      stack[i] = tree.frame(frame);
      if (frame.kind() == Frame.Kind.JAVA) {
        places.java(frame, each.getLineNumber(), count);
      }
    }
    Optional<RecordedClass> type = type(event);
    if (type.isPresent()) {
      stack[depth] = tree.frame(Frame.type(type.get().getName()));
      depth++;
    }
    tree.add(stack, depth, weight, count);
  }

  /** The class of what was allocated or waited for. */
  private static Optional<RecordedClass> type(RecordedEvent event) {
    for (String field : TYPES) {
      if (event.hasField(field)) {
        return Optional.ofNullable(event.getClass(field));
      }
    }
    return Optional.empty();
  }

  private static Frame frame(RecordedFrame each) {
    RecordedMethod method = each.getMethod();
    String name = method.getName();
    RecordedClass type = method.getType();
    String owner = type == null ? "" : type.getName();
    return switch (String.valueOf(each.getType())) {
      case "Native", "C++" ->
          each.isJavaFrame() && each.getLineNumber() != 0
              ? Frame.java(owner, name)
              : new Frame(owner, name, Frame.Kind.NATIVE);
      case "Kernel" -> new Frame(owner, name, Frame.Kind.KERNEL);
      default -> Frame.java(owner, name);
    };
  }

  private static long number(RecordedEvent event, String field, long otherwise) {
    return event.hasField(field) ? event.getLong(field) : otherwise;
  }

  private List<Profile> profiles(Path file) {
    Map<Frame, Place> most = places.most();
    List<Profile> all = new ArrayList<>();
    trees.forEach((mode, tree) ->
        all.add(
            new Profile(
                mode, unit(mode), tree.build(), mode == Mode.CPU ? rate() : 0, took(mode), most)));
    if (all.isEmpty()) {
      throw ProfileProblems.empty(file).asException();
    }
    Mode made =
        trees.containsKey(Mode.WALL)
            ? Mode.WALL
            : inBuffers && !foreign ? Mode.ALLOCATION : Mode.CPU;
    all.sort((a, b) -> Boolean.compare(b.mode() == made, a.mode() == made));
    return all;
  }

  private Duration took(Mode mode) {
    Span span = spans.get(mode);
    return span == null ? Duration.ZERO : span.took();
  }

  private double rate() {
    return hertz > 0 ? hertz : foreign ? 0 : period;
  }

  private static Unit unit(Mode mode) {
    return switch (mode) {
      case ALLOCATION -> Unit.BYTES;
      case LOCK -> Unit.NANOSECONDS;
      default -> Unit.SAMPLES;
    };
  }
}
