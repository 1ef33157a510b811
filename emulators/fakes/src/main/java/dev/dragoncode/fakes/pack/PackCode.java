package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.state.Slice;
import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pack's YAML cannot say, as a class beside it with a constructor without arguments. It
 * keeps nothing itself: what it remembers stands in the world.
 */
public interface PackCode {

  /** Says once, at the start, what it does. */
  void setUp(Setup setup);

  /** What a configuration file may say beside the fields of every pack. */
  default List<String> configurable() {
    return List.of();
  }

  /**
   * Makes values and rows of those fields.
   *
   * @throws YamlException with the place, if they do not fit
   */
  default void configure(YamlFields said, PackSettings.Draft draft) throws YamlException {}

  /** What an operation does. */
  interface Action {
    Reply run(Call call);
  }

  /** What happens to the values of a request before they become a row. */
  interface Before {
    void prepare(Call call, ObjectNode values);
  }

  /** What happens after a row was made, changed or removed. */
  interface After {
    void done(Scene scene, ObjectNode row);
  }

  /** How a row is shown in an answer: a copy with links, expanded ids, left-out secrets. */
  interface View {
    JsonNode show(Call call, ObjectNode row);
  }

  /** What is done at a time that was set before. */
  interface Later {
    void run(Scene scene, ObjectNode details);
  }

  /** Whom an event is sent to, and what. */
  interface Telling {
    List<Outgoing> messages(Scene scene, String event, JsonNode object);
  }

  /** The headers that prove a message, made anew for each attempt. */
  interface Signer {
    Map<String, String> sign(Outgoing message, Instant now);
  }

  /** The further headers of an attempt after failed ones. */
  interface Retrying {
    /**
     * The headers.
     *
     * @param retry from 1
     * @param status of the answer to the attempt before; 0 where there was none
     * @param answer the beginning of its body, or why there was none
     */
    Map<String, String> headers(int retry, int status, String answer);
  }

  /** What follows on an attempt to send a message. */
  interface Delivered {
    void delivered(Scene scene, Outgoing message, Attempted attempt);
  }

  /**
   * An attempt to send a message.
   *
   * @param status of the answer; 0 where there was none
   * @param answer the beginning of its body, or why there was none
   * @param took from sending it to the answer
   * @param headers as they were sent
   */
  record Attempted(int status, String answer, Duration took, Map<String, String> headers) {}

  /** Whether a caller may, beyond what the YAML's patterns say; throws a {@link Refusal} if not. */
  interface Admission {
    void admit(Call call);
  }

  /** The last touch to the answer of an operation, also where it is a no: an ETag, another form. */
  interface Finish {
    Reply finish(Call call, Reply reply);
  }

  /** What the vendor says to a request of the wrong shape; empty where it takes it all the same. */
  interface Objection {
    Optional<Reply> object(Call call, List<Finding> findings);
  }

  /** The answer to a list, where the YAML's paging cannot say it. */
  interface Pager {
    Reply page(Call call, Slice slice);
  }

  /** Finds the operation of a request, where its method and path alone do not tell. */
  interface Finder {
    Found find(Scene scene, FakeRequest request);
  }

  /**
   * What was found.
   *
   * @param operation its id; empty where nothing matches
   * @param path the values of the path's named segments
   * @param near what came nearest, where nothing matches
   */
  record Found(Optional<String> operation, Map<String, String> path, List<Near> near) {}

  /** What it serves as mappings of WireMock, where it was made from such. */
  interface Mapped {
    Mappings mappings();
  }

  /**
   * Mappings of WireMock.
   *
   * @param mappings by the path of their file
   * @param files what stands in __files, by path
   */
  record Mappings(Map<String, JsonNode> mappings, Map<String, byte[]> files) {}

  /** Whether a row is among those that a filter of the query asks for. */
  interface Filter {
    boolean matches(ObjectNode row, JsonNode wanted);
  }

  /** What is wrong with a row that a person has written, beyond what its template tells. */
  interface RowCheck {

    /**
     * The objections.
     *
     * @param resource whose table it goes into
     * @return a sentence each; none where the row may stand
     */
    List<String> objections(String resource, ObjectNode row);
  }

  /** Where the code says what it does. */
  interface Setup {

    /** An operation whose YAML says {@code does: code}. */
    Setup operation(String id, Action action);

    Setup beforeCreate(String resource, Before before);

    Setup beforeUpdate(String resource, Before before);

    Setup afterCreate(String resource, After after);

    Setup afterUpdate(String resource, After after);

    Setup afterDelete(String resource, After after);

    Setup view(String resource, View view);

    Setup filter(String resource, String name, Filter filter);

    Setup later(String task, Later later);

    Setup telling(Telling telling);

    Setup signer(Signer signer);

    Setup retrying(Retrying retrying);

    Setup delivered(Delivered delivered);

    Setup admission(Admission admission);

    Setup objection(Objection objection);

    Setup finish(Finish finish);

    Setup rowCheck(RowCheck check);

    /** Takes the place of the router; requests then come as they are, whatever their body is. */
    Setup finder(Finder finder);

    Setup mapped(Mapped mapped);

    /** Takes the place of the paging of one operation, or of all where the id is {@code *}. */
    Setup pager(String operation, Pager pager);
  }
}
