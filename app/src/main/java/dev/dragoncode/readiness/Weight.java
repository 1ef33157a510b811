package dev.dragoncode.readiness;

/** How much a check counts; the figures are those of readiness-checks.json. */
public enum Weight {
  CRITICAL(10),
  HIGH(7.5),
  MEDIUM(5),
  LOW(2.5);

  private final double value;

  Weight(double value) {
    this.value = value;
  }

  public double value() {
    return value;
  }
}
