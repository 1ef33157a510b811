package dev.dragoncode.ui.audit;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.readiness.advisories.Vulnerability;
import dev.dragoncode.service.AuditControl;
import dev.dragoncode.service.AuditService;
import dev.dragoncode.service.AuditSnapshot;
import dev.dragoncode.service.AuditSnapshot.State;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the audit's sheet shows and does. FX thread. */
public final class AuditViewModel implements AutoCloseable {

  private final AuditControl control;
  private final InstantSource clock;
  private final Runnable recheck;
  private final ReadOnlyObjectWrapper<AuditSnapshot> snapshot;
  private final Subscription subscription;
  private boolean updating;

  /**
   * @param recheck decides the checklist anew, after advisories were fetched
   */
  public AuditViewModel(
      AuditControl control, UiDispatcher dispatcher, InstantSource clock, Runnable recheck) {
    this.control = control;
    this.clock = clock;
    this.recheck = recheck;
    this.snapshot = new ReadOnlyObjectWrapper<>(control.audits().latest());
    this.subscription = dispatcher.follow(control.audits(), this::apply);
  }

  private void apply(AuditSnapshot now) {
    snapshot.set(now);
    if (updating && now.state() instanceof State.Idle) {
      updating = false;
      recheck.run();
    }
  }

  public ReadOnlyObjectProperty<AuditSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** Whether something goes on. */
  boolean busy() {
    return snapshot.get().state() instanceof State.Working;
  }

  /** What goes on, in words. */
  String doing() {
    return snapshot.get().state() instanceof State.Working(String what, _) ? what : "";
  }

  /** How far it is; negative where nobody knows. */
  double part() {
    return snapshot.get().state() instanceof State.Working(_, double part) ? part : -1;
  }

  Optional<Problem> problem() {
    return snapshot.get().state() instanceof State.Failed(Problem problem)
        ? Optional.of(problem)
        : Optional.empty();
  }

  List<Vulnerability> vulnerabilities() {
    return snapshot.get().result().map(r -> r.audit().vulnerabilities()).orElse(List.of());
  }

  /** Why packages may be missing. */
  List<String> gaps() {
    return snapshot.get().result().map(r -> r.audit().gaps()).orElse(List.of());
  }

  /** The verdict, in a sentence. */
  String summary() {
    return snapshot.get().result().map(r -> r.verdict().summary()).orElse(text("audit.notYet"));
  }

  /** Of when the advisories are; empty where there are none. */
  String age() {
    return snapshot
        .get()
        .result()
        .map(AuditService.Result::audit)
        .flatMap(a -> a.oldest())
        .map(this::age)
        .orElse("");
  }

  private String age(Instant at) {
    long days = Duration.between(at, clock.instant()).toDays();
    return days < 1 ? text("audit.today") : text("audit.daysOld", days);
  }

  boolean hasResult() {
    return snapshot.get().result().isPresent();
  }

  /** Audits unless something goes on. */
  public void audit() {
    control.audit();
  }

  void update() {
    updating = true;
    control.update();
  }

  void cancel() {
    control.cancel();
  }

  void writeSbom(Path file) {
    control.writeSbom(file);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
