package dev.dragoncode.run;

import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;
import java.util.List;

/** Tests that stand together: a class, a file or a package. */
public record TestSuite(String name, List<TestCase> cases) {

  public TestSuite {
    cases = List.copyOf(cases);
  }

  /** How many of its tests came to this. */
  public int count(Result result) {
    return (int) cases.stream().filter(each -> each.result() == result).count();
  }

  /** The sum of its tests' times. */
  public Duration took() {
    return cases.stream().map(TestCase::took).reduce(Duration.ZERO, Duration::plus);
  }
}
