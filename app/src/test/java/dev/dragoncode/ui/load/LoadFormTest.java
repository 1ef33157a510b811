package dev.dragoncode.ui.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Pace;
import dev.dragoncode.run.probe.DeclaredRoute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadFormTest {

  private static final List<DeclaredRoute> ROUTES =
      List.of(
          new DeclaredRoute("POST", "/orders", "Orders.java", 20),
          new DeclaredRoute("GET", "/orders/{id}", "Orders.java", 10));

  @Test
  void aRouteTakesItsMethodAndValuesForItsVariables() {
    LoadPlan plan = form("/orders/{id}", "8080", "50").plan(ROUTES, List.of());

    assertThat(plan.method()).isEqualTo("GET");
    assertThat(plan.target()).hasToString("http://127.0.0.1:8080/orders/1");
    assertThat(form("/orders", "8080", "50").plan(ROUTES, List.of()).method()).isEqualTo("POST");
    assertThat(form("delete /orders", "8080", "50").plan(ROUTES, List.of()).method())
        .isEqualTo("DELETE");
  }

  @Test
  void aRouteWithoutAPortStartsTheService() {
    assertThat(form("/orders", "", "50").startsService()).isTrue();
    assertThat(form("/orders", "8080", "50").startsService()).isFalse();
    assertThat(form("localhost:8080/orders", "", "50").startsService()).isFalse();
  }

  @Test
  void noRateIsAsFastAsItGoes() {
    assertThat(form("/orders", "8080", " ").plan(ROUTES, List.of()).pace())
        .isEqualTo(new Pace.Closed());
  }

  @Test
  void anotherMachineIsNoticed() {
    assertThat(form("http://shop.example.org/", "", "50").remote()).contains("shop.example.org");
    assertThat(form("http://localhost:1/", "", "50").remote()).isEmpty();
    assertThat(form("/orders", "", "50").remote()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 80, 50",
    "a b, 80, 50",
    "/x, 99999, 50",
    "/x, 80, 0",
    "/x, 80, 1e9",
    "/x, 80, NaN"
  })
  void whatCannotBeMeantIsNotBegun(String where, String port, String rate) {
    assertThat(form(where, port, rate).isGood()).isFalse();
    assertThat(form("/orders", "80", "0.5").isGood()).isTrue();
  }

  private static LoadForm form(String where, String port, String rate) {
    return new LoadForm(where, port, rate, "64", "30", "5", "", "", "", "2xx", false);
  }
}
