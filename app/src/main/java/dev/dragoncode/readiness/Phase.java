package dev.dragoncode.readiness;

/** The stretches of the way from prototype to production, in order. */
public enum Phase {
  PROTOTYPE("Prototype"),
  VALIDATE("Validate"),
  HARDEN("Harden"),
  OBSERVE("Observe"),
  DELIVER("Deliver"),
  OPERATE("Operate"),
  SECURE("Secure"),
  TEAM("Team");

  private final String title;

  Phase(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
