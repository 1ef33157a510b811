package dev.dragoncode.readiness;

/** What a project is fit for once every check that the level requires passes or is waived. */
public enum Level {
  /** SLO of 95 to 99 %. */
  C("Staging"),
  /** SLO of 99 to 99.9 %. */
  B("Production"),
  /** SLO above 99.9 %. */
  A("Critical production");

  private final String title;

  Level(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
