package dev.dragoncode.project;

import java.util.Optional;

/**
 * One module of a project and what it is built with.
 *
 * @param tool what builds it
 * @param module its folder relative to the project; the empty string is the project's own
 * @param framework the web framework that it uses, as its makers spell it
 */
public record Stack(BuildTool tool, String module, Optional<String> framework) {

  /** What builds a module. */
  public enum BuildTool {
    MAVEN("Maven", "Java"),
    GRADLE("Gradle", "Java"),
    NPM("npm", "Node"),
    PNPM("pnpm", "Node"),
    YARN("Yarn", "Node"),
    BUN("Bun", "Node"),
    PYTHON("Python", "Python"),
    GO("Go", "Go");

    private final String title;
    private final String platform;

    BuildTool(String title, String platform) {
      this.title = title;
      this.platform = platform;
    }

    public String title() {
      return title;
    }

    /** The language or runtime: Java, Node, Python, Go. */
    public String platform() {
      return platform;
    }

    public boolean node() {
      return platform.equals("Node");
    }
  }

  /** For a card, such as "Spring Boot", "Node · Fastify" or "Go". */
  public String label() {
    if (framework.isEmpty()) {
      return tool.platform().equals("Java") ? "Java · " + tool.title() : tool.platform();
    }
    return tool.node() ? "Node · " + framework.get() : framework.get();
  }
}
