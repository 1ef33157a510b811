package dev.dragoncode.emulators.launcher.vault;

import java.util.List;

/** A request that is answered with an error, in the words of the real product. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final List<String> errors;

  private Refusal(int status, List<String> errors) {
    super(String.join("; ", errors));
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  static Refusal badRequest(String error) {
    return new Refusal(400, List.of(error));
  }

  static Refusal denied() {
    return new Refusal(403, List.of("permission denied"));
  }

  /** Nothing is there; that is all that is said. */
  static Refusal notFound() {
    return new Refusal(404, List.of());
  }

  static Refusal noRoute(String path) {
    return new Refusal(
        404, List.of("no handler for route \"%s\". route entry not found.".formatted(path)));
  }

  static Refusal unsupported() {
    return new Refusal(405, List.of("1 error occurred:\n\t* unsupported operation\n\n"));
  }

  static Refusal tooLarge() {
    return new Refusal(413, List.of("http: request body too large"));
  }

  static Refusal notMergePatch(String type) {
    return new Refusal(
        415,
        List.of("PATCH requires Content-Type of application/merge-patch+json, provided " + type));
  }

  int status() {
    return status;
  }

  List<String> errors() {
    return errors;
  }
}
