package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.SetParams;

/** Looks into a real Redis, filled by its real client. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RedisBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void showsKeysAndValuesAndChangesNothingUnasked(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "redis", folder);
        Jedis user =
            new Jedis(Objects.requireNonNull(bench.variables(Dialect.DOTENV).get("REDIS_URL")))) {
      fill(user);
      listsDatabasesAndPrefixes(bench);
      findsEveryKeyOnce(bench);
      findsByWords(bench);
      showsEveryType(bench);
      answersCommands(bench, user);
    }
  }

  private static void fill(Jedis user) {
    for (int i = 0; i < 1_000; i++) {
      user.set("order:" + i, "value " + i);
    }
    user.set("single", "x".repeat(100_000), new SetParams().ex(600));
    user.hset("hash", Map.of("name", "Fafnir"));
    user.rpush("list", "a", "b");
    user.sadd("set", "member");
    user.zadd("ranks", 1.5, "Smaug");
    user.xadd("stream", StreamEntryID.NEW_ENTRY, Map.of("event", "paid"));
    user.set(new byte[] {'r', 'a', 'w'}, new byte[] {(byte) 0xff, 0});
    user.select(3);
    user.set("elsewhere", "yes");
    user.select(0);
  }

  private static void listsDatabasesAndPrefixes(BrowseBench bench) throws Exception {
    List<Place> places = bench.reading().places();
    assertThat(places).extracting(Place::name).containsExactly("db0", "order:*", "db3");
    assertThat(places.getFirst().size()).isEqualTo(OptionalLong.of(1_007));
    assertThat(places.get(1).size()).isEqualTo(OptionalLong.of(1_000));
    Page other = bench.reading().page(places.get(2), "", Optional.empty());
    assertThat(other.rows()).extracting(Page.Row::id).containsExactly("elsewhere");
  }

  private static void findsEveryKeyOnce(BrowseBench bench) throws Exception {
    DataBrowser browser = bench.reading();
    Place orders = bench.place("order:*");
    Set<String> seen = new HashSet<>();
    Optional<String> from = Optional.empty();
    do {
      Page page = browser.page(orders, "", from);
      page.rows().forEach(row -> seen.add(row.id()));
      assertThat(page.rows()).hasSizeLessThan(1_000);
      from = page.next();
    } while (from.isPresent());
    assertThat(seen).hasSize(1_000).allMatch(key -> key.startsWith("order:"));
  }

  private static void findsByWords(BrowseBench bench) throws Exception {
    Page page = bench.reading().page(bench.place("db0"), "er:99", Optional.empty());
    assertThat(page.rows()).hasSize(11);
    Page none = bench.reading().page(bench.place("db0"), "*", Optional.empty());
    assertThat(none.rows()).as("a star is a letter").isEmpty();
  }

  private static void showsEveryType(BrowseBench bench) throws Exception {
    DataBrowser browser = bench.reading();
    Place all = bench.place("db0");
    Page.Row single = row(browser, all, "single");
    assertThat(single.values().get(1)).isEqualTo(Value.of("string"));
    assertThat(single.values().get(2).text()).isEqualTo("in 9 min");
    assertThat(single.values().get(3)).isEqualTo(Value.of("100000"));
    Value whole = detail(browser, all, "single").fields().getFirst().value();
    assertThat(whole.text()).hasSize(65_536);
    assertThat(whole.size()).isEqualTo(100_000);
    assertThat(whole.cut()).isTrue();
    assertThat(detail(browser, all, "raw").fields().getFirst().value().text()).isEqualTo("0xff00");
    assertThat(fields(browser, all, "hash")).containsExactly("name=Fafnir");
    assertThat(fields(browser, all, "list")).containsExactly("0=a", "1=b");
    assertThat(fields(browser, all, "set")).containsExactly("0=member");
    assertThat(fields(browser, all, "ranks")).containsExactly("1.5=Smaug");
    assertThat(fields(browser, all, "stream")).containsExactly("event=paid");
    assertThat(row(browser, all, "hash").values().get(4)).isEqualTo(Value.of("name  Fafnir"));
  }

  private static Page.Row row(DataBrowser browser, Place place, String key) throws Exception {
    return browser.page(place, key, Optional.empty()).rows().getFirst();
  }

  private static Detail detail(DataBrowser browser, Place place, String key) throws Exception {
    Page page = browser.page(place, key, Optional.empty());
    return browser.detail(place, page, page.rows().getFirst());
  }

  private static List<String> fields(DataBrowser browser, Place place, String key)
      throws Exception {
    return detail(browser, place, key).fields().stream()
        .map(field -> field.name() + "=" + field.value().text())
        .toList();
  }

  private static void answersCommands(BrowseBench bench, Jedis user) throws Exception {
    DataBrowser browser = bench.reading();
    assertThat(browser.ask("HGETALL hash", Optional.empty()))
        .isInstanceOfSatisfying(
            Answer.Rows.class,
            rows ->
                assertThat(rows.page().rows())
                    .extracting(row -> row.values().get(1).text())
                    .containsExactly("name", "Fafnir"));
    assertThat(browser.ask("LLEN hash", Optional.empty()))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.message()).contains("WRONGTYPE"));
    for (String attempt : List.of("DEL hash", "flushall", "EVAL \"return 1\" 0", "CONFIG GET *")) {
      assertThat(browser.ask(attempt, Optional.empty()))
          .as(attempt)
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> assertThat(refused.hint()).contains("Allow changes"));
    }
    assertThat(user.exists("hash")).isTrue();
    bench.changing().ask("SET greeting \"hello \\\"you\\\"\"", Optional.empty());
    assertThat(user.get("greeting")).isEqualTo("hello \"you\"");
  }
}
