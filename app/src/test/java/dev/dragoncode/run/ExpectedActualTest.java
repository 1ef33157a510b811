package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures as the libraries write them. */
class ExpectedActualTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.opentest4j.AssertionFailedError: expected: <3> but was: <2>\n\tat shop.CartTest",
        "expected:<3> but was:<2>",
        "org.opentest4j.AssertionFailedError: \nexpected: 3\n but was: 2\n\tat shop.CartTest.adds",
        "java.lang.AssertionError: \nExpected: is 3\n     but: was 2\n\tat org.hamcrest",
        "Error: Not equal: \n  expected: 3\n  actual  : 2\n",
        "expect(received).toBe(expected)\n\nExpected: 3\nReceived: 2\n    at Object",
        "Expected values to be strictly equal:\n\n2 !== 3\n",
        "cart_test.go:7: sum: got 2, want 3",
        "expected 3, got 2"
      })
  void comparisonsAreFound(String text) {
    assertThat(ExpectedActual.of(text)).contains(new ExpectedActual("3", "2"));
  }

  @Test
  void diffsAreTakenApart() {
    assertThat(
            ExpectedActual.of(
                "AssertionError: expected { a: 1 } to deeply equal { a: 2 }\n\n- Expected\n+ Received\n\n"
                    + "  {\n-   \"a\": 2,\n+   \"a\": 1,\n  }\n\n ❯ test/a.test.js:4:66"))
        .contains(new ExpectedActual("{\n  \"a\": 2,\n}", "{\n  \"a\": 1,\n}"));
    assertThat(
            ExpectedActual.of(
                """
                E       AssertionError: assert [1] == [2]
                E         Full diff:
                E           [
                E         -     2,
                E         ?     ^
                E         +     1,
                E         ?     ^
                E           ]
                """))
        .contains(new ExpectedActual("[\n    2,\n]", "[\n    1,\n]"));
  }

  @Test
  void nodeTellsBothValuesOneAfterTheOther() {
    assertThat(
            ExpectedActual.of(
                "Expected values to be loosely deep-equal:\n\n{\n  a: 1\n}\n\nshould loosely deep-equal\n\n{\n  a: 2\n}\n    at TestContext"))
        .contains(new ExpectedActual("{\n  a: 2\n}", "{\n  a: 1\n}"));
  }

  @Test
  void othersHaveNone() {
    assertThat(ExpectedActual.of("java.lang.NullPointerException\n\tat shop.Cart")).isEmpty();
  }
}
