package dev.dragoncode.project;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;

/** A project at one moment: its files, its settings and every fact worked out so far. */
public final class ProjectFacts {

  private final FileIndex index;
  private final ParsedFiles parsed;
  private final ProjectSettings settings;
  private final Charts charts;
  private final Map<Fact<?>, FutureTask<Known>> known = new ConcurrentHashMap<>();

  private record Known(Object value, Reads reads) {}

  /** Those of a project whose charts are read as they are written. */
  public ProjectFacts(FileIndex index, ParsedFiles parsed, ProjectSettings settings) {
    this(index, parsed, settings, Charts.none());
  }

  public ProjectFacts(
      FileIndex index, ParsedFiles parsed, ProjectSettings settings, Charts charts) {
    this.index = index;
    this.parsed = parsed;
    this.settings = settings;
    this.charts = charts;
  }

  /** The next moment; facts that the change does not concern are carried over. */
  public ProjectFacts after(FileIndex newIndex, ProjectSettings newSettings, TreeChange change) {
    parsed.forget(change.modified());
    parsed.forget(change.listed());
    ProjectFacts next = new ProjectFacts(newIndex, parsed, newSettings, charts);
    known.forEach((fact, task) -> {
      if (task.state() != State.SUCCESS) {
        return;
      }
      if (!task.resultNow().reads.concernedBy(change)) {
        next.known.put(fact, task);
      } else if (fact.continues() && !change.everything()) {
        next.known.put(fact, next.continued(fact, task.resultNow().value, change));
      }
    });
    return next;
  }

  /** The fact after the change, worked out when it is asked for. */
  private <T> FutureTask<Known> continued(Fact<T> fact, Object earlier, TreeChange change) {
    @SuppressWarnings("unchecked") // computed by this very fact
    T value = (T) earlier;
    return new FutureTask<>(() -> {
      ProjectView view = view();
      return new Known(fact.after(value, change, view), view.reads());
    });
  }

  public FileIndex index() {
    return index;
  }

  public ProjectSettings settings() {
    return settings;
  }

  /** A view that notes what is read through it. */
  public ProjectView view() {
    return new ProjectView(this);
  }

  Charts charts() {
    return charts;
  }

  ParsedFiles parsed() {
    return parsed;
  }

  <T> T get(Fact<T> fact, Reads asker) {
    FutureTask<Known> task =
        known.computeIfAbsent(
            fact,
            _ ->
                new FutureTask<>(() -> {
                  ProjectView view = view();
                  T value = fact.of(view);
                  return new Known(value, view.reads());
                }));
    task.run();
    try {
      Known result = task.get();
      asker.addAll(result.reads);
      @SuppressWarnings("unchecked") // computed by this very fact
      T value = (T) result.value;
      return value;
    } catch (ExecutionException e) {
      // the next asker tries again, and fails by itself
      known.remove(fact, task);
      throw new IllegalStateException("Could not work out: " + fact, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while working out: " + fact, e);
    }
  }
}
