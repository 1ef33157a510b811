package dev.dragoncode.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.project.ProjectSettings.Slo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPlanTest {

  private static final URI HERE = URI.create("http://127.0.0.1:8080/orders?page=1&api_key=s3cret");

  @ParameterizedTest
  @CsvSource({
    "0, 8, 10",
    "-1, 8, 10",
    "1e9, 8, 10",
    "NaN, 8, 10",
    "100, 0, 10",
    "100, 100000, 10",
    "100, 8, 0",
    "100, 8, -5",
    "100, 8, 90000",
    "0.01, 8, 10"
  })
  void absurdNumbersAreSaidToBe(double rate, int concurrency, int seconds) {
    Optional<Problem> fault =
        LoadPlan.of(HERE, rate, concurrency, Duration.ofSeconds(seconds)).fault();

    assertThat(fault).isPresent();
    assertThat(fault.get().remedies()).isNotEmpty();
    assertThat(LoadPlan.of(HERE, 100, 8, Duration.ofSeconds(10)).fault()).isEmpty();
  }

  @Test
  void aHeaderCannotBringASecondRequestAlong() {
    LoadPlan plan = with(new Header("X-Id", "1\r\nContent-Length: 0"));

    assertThat(plan.fault()).isPresent();
    assertThat(with(new Header("X Id", "1")).fault()).isPresent();
    assertThat(with(new Header("X-Id", "ä\t1")).fault()).isEmpty();
  }

  @Test
  void tlsIsSaidToBeUnknown() {
    assertThat(
            LoadPlan.of(URI.create("https://localhost:8443"), 1, 1, Duration.ofSeconds(5))
                .fault()
                .map(Problem::title))
        .contains("Load runs speak plain HTTP");
  }

  @Test
  void addressesAreReadAsPeopleWriteThem() {
    assertThat(LoadPlan.address("localhost:8080/a")).hasToString("http://localhost:8080/a");
    assertThat(LoadPlan.address(" http://[::1]:8080/ ")).hasToString("http://[::1]:8080/");
    for (String wrong : List.of("http://", "/orders", "a b", "http://x:99999/", "http://x:0/")) {
      assertThatThrownBy(() -> LoadPlan.address(wrong)).as(wrong).hasMessageContaining("address");
    }
  }

  @Test
  void secretsAreShownNowhere() {
    LoadPlan plan = with(new Header("Authorization", "Bearer s3cret"));
    Asked asked =
        Asked.of(
            new LoadPlan(
                plan.method(),
                URI.create("http://me:s3cret@127.0.0.1:8080/orders?page=1&api_key=s3cret"),
                plan.headers(),
                "{\"password\":\"s3cret\"}",
                plan.expected(),
                plan.pace(),
                plan.warmup(),
                plan.duration(),
                plan.concurrency(),
                plan.patience(),
                plan.objectives(),
                plan.allowedRemote()));

    assertThat(asked.toString()).doesNotContain("s3cret").contains("page=1", "api_key=•••");
    assertThat(asked.headers()).containsExactly("Authorization: •••");
    assertThat(plan.headers().toString()).doesNotContain("s3cret");
  }

  @Test
  void statusesAreReadAsPeopleWriteThem() {
    assertThat(Expected.of("2xx").holds(204)).isTrue();
    assertThat(Expected.of("2xx").holds(301)).isFalse();
    assertThat(Expected.of("200, 404").holds(404)).isTrue();
    assertThat(Expected.of("ANY").holds(500)).isTrue();
    assertThatThrownBy(() -> Expected.of("good")).hasMessageContaining("statuses");
    assertThatThrownBy(() -> Expected.of("")).hasMessageContaining("statuses");
  }

  @Test
  void aRampGrowsEvenlyToItsRate() {
    Pace pace = new Pace.Open(100, Duration.ofSeconds(4));

    // half of what the full rate would bring in that time, then one every 10 ms
    assertThat(pace.due(200)).isEqualTo(4_000_000_000L);
    assertThat(pace.due(201) - pace.due(200)).isEqualTo(10_000_000L);
    assertThat(pace.due(50)).isEqualTo(2_000_000_000L);
    assertThat(new Pace.Open(200, Duration.ZERO).due(200)).isEqualTo(1_000_000_000L);
  }

  @Test
  void whatIsDueAndHasNotGoneOutIsCounted() {
    Turnstile turnstile =
        new Turnstile(new Pace.Open(1_000, Duration.ZERO), Duration.ofSeconds(10), 2);
    turnstile.pass(0);
    turnstile.pass(1_000_000);

    assertThat(turnstile.pass(5_000_000)).isNull();
    assertThat(turnstile.waiting(5_500_000)).isEqualTo(4);
    assertThat(turnstile.waiting(60_000_000_000L)).isEqualTo(9_998);
  }

  @ParameterizedTest
  @CsvSource({
    "quick, 'sum(rate(a_bucket{le=\"0.3\"}[5m])) / sum(rate(a_count[5m]))', 300",
    "answered within 500 ms, up, 500",
    "half are done in 2 seconds, , 2000",
    "requests are answered, 'sum(rate(ok[30d]))', "
  })
  void anObjectiveTakesItsTimeFromTheQueryOrTheName(String name, String query, Long millis) {
    Objective objective =
        Objective.of(new Slo(name, 99, "30d", Optional.ofNullable(query), Optional.empty(), 1));

    assertThat(objective.within()).isEqualTo(Optional.ofNullable(millis).map(Duration::ofMillis));
  }

  @Test
  void whatIsWrittenOutweighsWhatIsRead() {
    Slo slo =
        new Slo("within 2 s", 99, "", Optional.empty(), Optional.of(Duration.ofMillis(80)), 1);

    assertThat(Objective.of(slo).within()).contains(Duration.ofMillis(80));
  }

  @Test
  void figuresHaveThreeDigitsAndAUnit() {
    assertThat(Words.of(Duration.ofNanos(850_400))).isEqualTo("850 µs");
    assertThat(Words.of(Duration.ofNanos(12_440_000))).isEqualTo("12.4 ms");
    assertThat(Words.of(Duration.ofMillis(1_010))).isEqualTo("1.01 s");
    assertThat(Words.of(Duration.ofSeconds(30))).isEqualTo("30 s");
    assertThat(Words.percent(0.99999)).isEqualTo("99.999 %");
    assertThat(Words.percent(1)).isEqualTo("100 %");
    assertThat(Words.bytes(1_234_567)).isEqualTo("1.23 MB");
  }

  private static LoadPlan with(Header header) {
    LoadPlan plain = LoadPlan.of(HERE, 100, 8, Duration.ofSeconds(10));
    return new LoadPlan(
        plain.method(),
        plain.target(),
        List.of(header),
        plain.body(),
        plain.expected(),
        plain.pace(),
        plain.warmup(),
        plain.duration(),
        plain.concurrency(),
        plain.patience(),
        plain.objectives(),
        plain.allowedRemote());
  }
}
