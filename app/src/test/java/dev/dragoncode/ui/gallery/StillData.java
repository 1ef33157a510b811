package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.DataControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Content of the Data tab's pictures; Redis does not answer. */
final class StillData implements DataControl {

  /** Emulators that hold other things than tables. */
  static StackSnapshot holders() {
    List<EmulatorSnapshot> ready = SampleWorld.allReady().emulators();
    return new StackSnapshot(
        1,
        SampleWorld.allReady().docker(),
        EnginePreference.AUTO,
        List.of(
            renamed(ready.get(0), "mailpit", "Mailpit"),
            renamed(ready.get(1), "s3", "Amazon S3"),
            renamed(ready.get(2), "oidc", "OpenID Connect")));
  }

  private static EmulatorSnapshot renamed(EmulatorSnapshot e, String id, String name) {
    return new EmulatorSnapshot(
        id,
        name,
        e.icon(),
        e.state(),
        Optional.empty(),
        e.choice(),
        e.endpoints(),
        Map.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        e.use(),
        e.cpuHistory(),
        Optional.empty(),
        e.seeds(),
        e.drills(),
        Optional.empty());
  }

  @Override
  public Optional<String> nothing(String emulator) {
    return emulator.equals("oidc")
        ? Optional.of("It keeps nothing; each token is made for the request that asks for it.")
        : Optional.empty();
  }

  @Override
  public boolean changesAllowed(String emulator) {
    return false;
  }

  @Override
  public void allowChanges(String emulator, boolean allowed) {}

  @Override
  public DataBrowser browser(String emulator) {
    if (emulator.equals("redis")) {
      throw Problem.of(
              "Its keys cannot be listed",
              "Redis: Connection refused",
              Remedy.of("Look at its log; start it again if it does not answer."))
          .asException();
    }
    return switch (emulator) {
      case "mailpit" -> StillContent.mails();
      case "s3" -> StillContent.objects();
      default -> new Tables();
    };
  }

  private static final class Tables implements DataBrowser {
    @Override
    public Set<Ability> abilities() {
      return Set.of(Ability.QUERY);
    }

    @Override
    public String remark() {
      return "";
    }

    @Override
    public List<Place> places() {
      return List.of(
          place("customers", Place.Kind.TABLE, 1_204, false),
          place("order_lines", Place.Kind.TABLE, 2_418_220, true),
          place("orders", Place.Kind.TABLE, 84_310, true),
          place("orders_by_day", Place.Kind.VIEW, 0, false),
          place("products", Place.Kind.TABLE, 12, false));
    }

    private static Place place(String name, Place.Kind kind, long size, boolean estimated) {
      return new Place(name, name, "public", kind, OptionalLong.of(size), estimated);
    }

    @Override
    public Page page(Place place, String words, Optional<String> from) {
      List<Page.Row> rows = new ArrayList<>();
      for (int i = 1; i <= 200; i++) {
        rows.add(
            new Page.Row(
                String.valueOf(i),
                List.of(
                    Value.of(String.valueOf(i)),
                    Value.of("2026-11-22 12:0%d:31.208+00".formatted(i % 10)),
                    Value.of(i % 3 == 0 ? "paid" : "placed"),
                    i % 4 == 0 ? Value.none() : Value.of("pi_3Qx%04d".formatted(i * 37)),
                    Value.of(
                        "{\"lines\": [{\"sku\": \"dragon-%d\", \"count\": 2}]}".formatted(i)))));
      }
      return new Page(
          List.of(
              new Page.Column("id", "int8"),
              new Page.Column("placed_at", "timestamptz"),
              new Page.Column("state", "text"),
              new Page.Column("payment", "text"),
              new Page.Column("document", "jsonb")),
          rows,
          Optional.of("200"),
          OptionalLong.of(84_310),
          "",
          Duration.ofMillis(11));
    }

    @Override
    public Detail detail(Place place, Page page, Page.Row row) {
      return Detail.of(place.name(), page.columns(), row);
    }

    @Override
    public Answer ask(String text, Optional<String> from) {
      return new Answer.Refused(
          "ERROR: column \"stat\" does not exist",
          OptionalInt.of(8),
          "Perhaps you meant to reference the column \"orders.state\".");
    }

    @Override
    public void change(Change change) {}
  }
}
