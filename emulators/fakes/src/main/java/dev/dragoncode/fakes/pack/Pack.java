package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fake API as its YAML declares it; app/docs/fakes.md explains every field.
 *
 * @param id lower-case, digits and hyphens
 * @param version the vendor's version that is followed; empty where it has none
 * @param connect variables for projects that use it, with holes {@code ${url}} and {@code ${port}}
 * @param code the class that says what YAML cannot, a {@link PackCode}
 * @param roots beginnings of a path, such as {@code /v1}, that may stand before every operation's
 *     own
 * @param headers of every answer
 * @param values what the code looks up, such as magic numbers
 * @param presets bundles of faults by name, each a list of rules
 * @param seed rows that are there from the start, by resource
 * @param gaps what of the vendor's API is missing, for its users to read
 */
public record Pack(
    String id,
    String name,
    String version,
    URI docs,
    List<String> dependencies,
    Map<String, String> connect,
    Optional<String> code,
    BodyStyle body,
    List<Auth> auth,
    List<String> roots,
    Map<String, Template> headers,
    Optional<Idempotency> idempotency,
    Map<String, VendorError> errors,
    Validation validation,
    Map<String, Resource> resources,
    Map<String, Operation> operations,
    Optional<Paging> paging,
    List<Limit> limits,
    Webhooks webhooks,
    JsonNode values,
    Map<String, JsonNode> presets,
    Map<String, JsonNode> seed,
    List<String> gaps) {

  /** The method of an operation that is called by any method. */
  public static final String ANY = "ANY";

  /** The same with other values that its code looks up, in the place of those of their names. */
  public Pack withValues(ObjectNode others) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    values.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
    return new Pack(
        id,
        name,
        version,
        docs,
        dependencies,
        connect,
        code,
        body,
        auth,
        roots,
        headers,
        idempotency,
        errors,
        validation,
        resources,
        operations,
        paging,
        limits,
        webhooks,
        merged.setAll(others),
        presets,
        seed,
        gaps);
  }

  /** How the vendor reads a body whose type is not told. */
  public enum BodyStyle {
    JSON,
    FORM
  }

  /**
   * A way to show who one is.
   *
   * @param name of the header or query value
   * @param user what the user's name, or the whole key, has to match
   * @param secret what the password has to match
   */
  public record Auth(Credential.Scheme scheme, String name, Pattern user, Pattern secret) {}

  /**
   * How repeated requests are told.
   *
   * @param header lower-case name
   * @param keep how long an answer is repeated
   */
  public record Idempotency(String header, Duration keep) {}

  /** One of the vendor's errors. The holes of its body are filled by the {@link Refusal}. */
  public record VendorError(int status, Map<String, Template> headers, Template body) {}

  /**
   * What the vendor does about requests that do not have its shape.
   *
   * @param errors the error for each kind that it refuses; what is not named is only shown
   */
  public record Validation(Map<Finding.Kind, String> errors) {}

  /**
   * A kind of thing that the API keeps.
   *
   * @param id how its ids are made
   * @param row a fresh one; values of the request take the place of its fields
   * @param accepts what a request that creates or updates one may say
   * @param indexes fields by which it is searched
   * @param key the segment of an operation's path that names one
   * @param deleted what answers a deletion; empty for no content
   * @param events the event by verb
   */
  public record Resource(
      String name,
      IdStyle id,
      Template row,
      Shape.Fields accepts,
      List<String> indexes,
      String key,
      Optional<Template> deleted,
      Map<Verb, String> events) {}

  /**
   * How ids are made.
   *
   * @param alphabet the characters behind the prefix; empty for a running number
   */
  public record IdStyle(String prefix, String alphabet, int length) {}

  /** What can be done with a resource without a line of code. */
  public enum Verb {
    CREATE,
    RETRIEVE,
    UPDATE,
    DELETE,
    LIST,
    /** What the pack's code does. */
    CODE
  }

  /**
   * Something that the API does.
   *
   * @param path with {@code {name}} for a segment, {@code {name...}} for the rest
   * @param resource empty where it has none
   * @param accepts the names that it takes; of body and query alike
   * @param filters names of the query that select rows by a field of the same name
   * @param open whether anybody may
   * @param malformed the error that answers a body that cannot be read
   */
  public record Operation(
      String id,
      String method,
      String path,
      Verb verb,
      String resource,
      Shape.Fields accepts,
      List<String> filters,
      int status,
      boolean open,
      Optional<Paging> paging,
      Optional<String> event,
      String malformed) {}

  /**
   * How lists come in pages.
   *
   * @param limit the name of the page's size
   * @param after the name of the cursor that points to the row before; empty where there is none
   * @param before the name of the cursor that points to the row behind; empty where there is none
   * @param page the name of the page's number, from 1; empty where there is none
   * @param body the answer, with holes {@code ${items}}, {@code ${more}}, {@code ${first}}, {@code
   *     ${last}}, {@code ${next}} (the cursor of the next page, or an empty text), {@code ${total}}
   * @param links whether a Link header names the neighbours
   */
  public record Paging(
      String limit,
      int usual,
      int most,
      String after,
      String before,
      String page,
      boolean newestFirst,
      Template body,
      boolean links) {}

  /**
   * How many requests the vendor takes. Off until somebody switches it on.
   *
   * @param operations the ones that it counts, as ids or their beginnings with {@code *}
   * @param perCredential whether each caller has its own count
   * @param perOperation whether each operation has its own count
   * @param callers which keys it counts; the key of who shows none is empty
   * @param besides whether it is counted besides the first other one that covers an operation
   * @param error what answers one too many
   * @param headers of every counted answer, with holes {@code ${limit}}, {@code ${remaining}},
   *     {@code ${reset}} (epoch seconds) and {@code ${wait}} (seconds)
   */
  public record Limit(
      String name,
      int requests,
      Duration per,
      boolean perCredential,
      boolean perOperation,
      Pattern callers,
      boolean besides,
      List<String> operations,
      String error,
      Map<String, Template> headers) {}

  /**
   * How the vendor tells of events.
   *
   * @param retries how long it waits after each failed attempt before the next one
   * @param timeout how long it waits for an answer
   * @param source where the vendor's own schedule is published
   * @param unansweredOnly whether only what got no answer at all is sent again
   * @param stop the header of an answer that asks for no further attempts; empty for none
   * @param once events that are never sent again
   * @param endpoints where the addresses are kept that events go to; empty where each request names
   *     its own
   */
  public record Webhooks(
      List<Duration> retries,
      Duration timeout,
      String source,
      boolean unansweredOnly,
      String stop,
      List<String> once,
      Optional<Endpoints> endpoints) {

    /** Of a vendor that tells of nothing. */
    public static final Webhooks NONE =
        new Webhooks(List.of(), Duration.ofSeconds(10), "", false, "", List.of(), Optional.empty());
  }

  /**
   * Which rows say where events go. Fields may lie deeper: {@code config.url}.
   *
   * @param secret the field with what messages are signed with, or {@code value.NAME} of the pack's
   *     own values; empty for none
   * @param events the field with the names of the events that are wanted; empty for none
   */
  public record Endpoints(String resource, String url, String secret, String events) {}
}
