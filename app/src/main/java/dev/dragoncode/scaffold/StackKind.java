package dev.dragoncode.scaffold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a new project is written in. */
public enum StackKind {
  SPRING("Spring Boot"),
  NODE("Node \u00b7 Fastify");

  private final String title;

  StackKind(String title) {
    this.title = title;
  }

  /** As a person reads it. */
  public String title() {
    return title;
  }

  /** As in {@code --stack}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stack with this id. */
  public static Optional<StackKind> of(String id) {
    return Arrays.stream(values()).filter(s -> s.id().equals(id)).findFirst();
  }
}
