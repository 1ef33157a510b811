package dev.dragoncode.ui.fakes;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.fakes.FakeWebhooks;
import dev.dragoncode.service.fakes.FakeWebhooks.Again;
import dev.dragoncode.service.fakes.WebhooksSnapshot;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Delivery;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Detail;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the webhook bench shows and does. FX thread; what waits is done elsewhere. */
final class BenchViewModel implements AutoCloseable {

  private final FakeWebhooks webhooks;
  private final UiDispatcher dispatcher;
  private final Calls calls;
  private final ReadOnlyObjectWrapper<WebhooksSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(WebhooksSnapshot.NONE);
  private final ReadOnlyObjectWrapper<Optional<Detail>> detail =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final StringProperty filter = new SimpleStringProperty("");
  private final AtomicReference<@Nullable WebhooksSnapshot> newest = new AtomicReference<>();
  private @Nullable Subscription following;

  BenchViewModel(FakeWebhooks webhooks, UiDispatcher dispatcher, Executor background) {
    this.webhooks = webhooks;
    this.dispatcher = dispatcher;
    this.calls = new Calls(dispatcher, background);
  }

  ReadOnlyObjectProperty<WebhooksSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** The delivery that was chosen last. */
  ReadOnlyObjectProperty<Optional<Detail>> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** What kept the last command from its work. */
  ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  StringProperty filterProperty() {
    return filter;
  }

  /** Looks on for as long as somebody sees it. */
  void watch(boolean seen) {
    if (seen && following == null) {
      following =
          webhooks.follow(now -> {
            if (newest.getAndSet(now) == null) {
              dispatcher.run(this::show);
            }
          });
    } else if (!seen && following != null) {
      following.close();
      following = null;
    }
  }

  private void show() {
    WebhooksSnapshot now = newest.getAndSet(null);
    if (now == null) {
      return;
    }
    snapshot.set(now);
    // what became of the chosen one meanwhile is a part of what it shows
    detail
        .get()
        .flatMap(shown ->
            now.deliveries().stream()
                .filter(one -> one.number() == shown.delivery().number())
                .filter(one -> !one.equals(shown.delivery()))
                .findFirst())
        .ifPresent(this::select);
  }

  /** The deliveries that the filter leaves, newest first. */
  List<Delivery> deliveries() {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    return snapshot.get().deliveries().reversed().stream()
        .filter(one ->
            wanted.isEmpty()
                || "%s %s %s %d %s"
                    .formatted(one.fake(), one.event(), one.url(), one.status(), one.state())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
        .toList();
  }

  void select(Delivery delivery) {
    calls.run(
        () -> webhooks.detail(delivery.number()),
        read -> detail.set(Optional.of(read)),
        this::failed);
  }

  /** Sends deliveries once more, in this order. */
  void again(List<Delivery> deliveries, Again how) {
    List<Long> numbers = deliveries.stream().map(Delivery::number).toList();
    command(() -> webhooks.again(numbers, how));
  }

  private interface Command {
    void run() throws InterruptedException;
  }

  private void command(Command command) {
    calls.run(
        () -> {
          command.run();
          return true;
        },
        done -> problem.set(Optional.empty()),
        this::failed);
  }

  private void failed(Problem met) {
    problem.set(Optional.of(met));
  }

  @Override
  public void close() {
    watch(false);
  }
}
