package dev.dragoncode.fakes.packs;

import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackReader;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds the packs that come with the workbench: folders beside this class with a pack.yaml. */
public final class Packs {

  private static final List<String> IDS =
      List.of("stripe", "twilio", "sendgrid", "oidc", "github", "slack", "openai", "postmark");

  /** What people write. */
  static final String YAML = "pack.yaml";

  /** What the build makes of it. */
  static final String BAKED = "pack.baked";

  private Packs() {}

  /** The ids of all of them, in the order in which they are shown. */
  public static List<String> ids() {
    return IDS;
  }

  /**
   * One of them.
   *
   * @throws dev.dragoncode.problem.ProblemException if there is none with this id
   */
  public static Pack get(String id) {
    if (!IDS.contains(id)) {
      throw Problem.of(
              "There is no fake API “" + id + "”",
              "The ones that come with DragonCode are " + String.join(", ", IDS) + ".",
              Remedy.of("Choose one of them, or serve an OpenAPI document of your own."))
          .asException();
    }
    String name = id + "/" + YAML;
    byte[] yaml =
        resource(name).orElseThrow(() -> new IllegalStateException(name + " is not packaged"));
    return resource(id + "/" + BAKED)
        .flatMap(baked -> BakedPack.document(baked, yaml))
        .map(document -> PackReader.of(name, document))
        .orElseGet(() -> PackReader.read(name, new String(yaml, StandardCharsets.UTF_8)));
  }

  private static Optional<byte[]> resource(String name) {
    try (InputStream in = Packs.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
