package dev.dragoncode.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads profiles of pprof, as Go and others write them: the fields of
 * github.com/google/pprof/proto/profile.proto that say where time or memory went.
 */
final class PprofFile {

  private final Path file;
  private final List<String> strings = new ArrayList<>();
  private final List<long[]> types = new ArrayList<>();
  private final List<Protobuf> samples = new ArrayList<>();
  private final Map<Long, Location> locations = new HashMap<>();
  private final Map<Long, Function> functions = new HashMap<>();
  private long period;
  private long nanos;
  private long preferred;

  private record Function(int name, int file) {}

  private record Line(long function, int line) {}

  /** With its lines, the innermost of inlined functions first. */
  private record Location(long address, List<Line> lines) {}

  private PprofFile(Path file) {
    this.file = file;
  }

  /**
   * The profiles of each kind of value that its samples have.
   *
   * @param bytes unpacked
   */
  static List<Profile> read(Path file, byte[] bytes) {
    try {
      PprofFile reading = new PprofFile(file);
      reading.fields(new Protobuf(bytes));
      return reading.profiles();
    } catch (Protobuf.BrokenException e) {
      throw ProfileProblems.unreadable(file, "it is no whole profile of pprof: " + e.getMessage())
          .causedBy(e)
          .asException();
    }
  }

  private void fields(Protobuf all) {
    all.each(field -> {
      switch (field) {
        case 1 -> types.add(type(all.message()));
        case 2 -> samples.add(all.message());
        case 4 -> location(all.message());
        case 5 -> function(all.message());
        case 6 -> strings.add(all.text());
        case 10 -> nanos = all.number();
        case 12 -> period = all.number();
        case 14 -> preferred = all.number();
        default -> {}
      }
    });
  }

  private static long[] type(Protobuf message) {
    long[] both = new long[2];
    message.each(field -> {
      if (field == 1 || field == 2) {
        both[field - 1] = message.number();
      }
    });
    return both;
  }

  private void location(Protobuf message) {
    long[] numbers = new long[2];
    List<Line> lines = new ArrayList<>(1);
    message.each(field -> {
      switch (field) {
        case 1 -> numbers[0] = message.number();
        case 3 -> numbers[1] = message.number();
        case 4 -> lines.add(line(message.message()));
        default -> {}
      }
    });
    locations.put(numbers[0], new Location(numbers[1], lines));
  }

  private static Line line(Protobuf message) {
    long[] numbers = new long[2];
    message.each(field -> {
      if (field == 1 || field == 2) {
        numbers[field - 1] = message.number();
      }
    });
    return new Line(numbers[0], Math.clamp(numbers[1], 0, Integer.MAX_VALUE));
  }

  private void function(Protobuf message) {
    long[] numbers = new long[5];
    message.each(field -> {
      if (field == 1 || field == 2 || field == 4) {
        numbers[field] = message.number();
      }
    });
    functions.put(numbers[1], new Function(index(numbers[2]), index(numbers[4])));
  }

  private static int index(long number) {
    return Math.clamp(number, 0, Integer.MAX_VALUE);
  }

  private List<Profile> profiles() {
    if (types.isEmpty() || samples.isEmpty()) {
      throw ProfileProblems.empty(file).asException();
    }
    List<Profile> all = new ArrayList<>();
    int first = main();
    for (int kind = 0; kind < types.size(); kind++) {
      if (!text(types.get(kind)[1]).equals("count") || types.size() == 1) {
        StackTreeBuilder tree = new StackTreeBuilder();
        Places places = new Places();
        for (Protobuf sample : samples) {
          add(sample, kind, tree, places);
        }
        if (!tree.isEmpty()) {
          all.add(kind == first ? 0 : all.size(), profile(kind, tree.build(), places));
        }
      }
    }
    if (all.isEmpty()) {
      throw ProfileProblems.empty(file).asException();
    }
    return all;
  }

  /** The kind of value that it names as its own, else the last one, as pprof does. */
  private int main() {
    for (int kind = 0; kind < types.size(); kind++) {
      if (preferred != 0 && types.get(kind)[0] == preferred) {
        return kind;
      }
    }
    return types.size() - 1;
  }

  private Profile profile(int kind, StackTree tree, Places places) {
    String type = text(types.get(kind)[0]).toLowerCase(Locale.ROOT);
    String unit = text(types.get(kind)[1]).toLowerCase(Locale.ROOT);
    Mode mode =
        switch (type) {
          case "cpu", "samples" -> Mode.CPU;
          case "alloc_space", "alloc_objects", "inuse_space", "inuse_objects", "space" ->
              Mode.ALLOCATION;
          case "delay", "contentions" -> Mode.LOCK;
          case "wall" -> Mode.WALL;
          default -> Mode.OTHER;
        };
    boolean timed = unit.equals("nanoseconds");
    return new Profile(
        mode,
        timed ? Unit.NANOSECONDS : unit.equals("bytes") ? Unit.BYTES : Unit.SAMPLES,
        tree,
        mode == Mode.CPU && timed && period > 0 ? 1e9 / period : 0,
        Duration.ofNanos(Math.max(0, nanos)),
        places.most());
  }

  private void add(Protobuf message, int kind, StackTreeBuilder tree, Places places) {
    // read once for each kind: a copy, since reading uses it up
    Protobuf sample = message.again();
    List<Long> ids = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    sample.each(field -> {
      if (field == 1) {
        sample.numbers(ids::add);
      } else if (field == 2) {
        sample.numbers(values::add);
      }
    });
    if (values.size() <= kind || values.get(kind) <= 0) {
      return;
    }
    long count = text(types.getFirst()[1]).equals("count") ? Math.max(0, values.getFirst()) : 1;
    int[] stack = new int[StackTreeBuilder.DEEPEST];
    int depth = 0;
    for (int i = ids.size() - 1; i >= 0; i--) {
      Location location = locations.get(ids.get(i));
      if (location == null) {
        throw new Protobuf.BrokenException("a sample names a location that is not there");
      }
      for (int j = location.lines().size() - 1; j >= 0 && depth < stack.length; j--) {
        Line line = location.lines().get(j);
        Function function = functions.getOrDefault(line.function(), new Function(0, 0));
        String path = text(function.file());
        String name = text(function.name()).isEmpty() ? "(unknown)" : text(function.name());
        Frame frame =
            path.isEmpty() ? CollapsedText.frame(name) : new Frame(path, name, Frame.Kind.SCRIPT);
        if (!path.isEmpty()) {
          places.add(frame, new Place(path, line.line()), count);
        }
        stack[depth++] = tree.frame(frame);
      }
      if (location.lines().isEmpty() && depth < stack.length) {
        stack[depth++] =
            tree.frame(
                new Frame("", "0x" + Long.toHexString(location.address()), Frame.Kind.NATIVE));
      }
    }
    tree.add(stack, depth, values.get(kind), count);
  }

  private String text(long index) {
    if (index < 0 || index >= strings.size()) {
      throw new Protobuf.BrokenException("a text is not there");
    }
    return strings.get((int) index);
  }
}
