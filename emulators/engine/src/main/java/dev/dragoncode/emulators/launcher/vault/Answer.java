package dev.dragoncode.emulators.launcher.vault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a call is answered with.
 *
 * @param body empty where nothing is said but the status
 */
record Answer(int status, Optional<ObjectNode> body) {

  /** Done, with nothing to say. */
  static final Answer NOTHING = new Answer(204, Optional.empty());

  static Answer data(ObjectNode data) {
    return data(200, data);
  }

  /** Data within the frame that all answers about secrets have. */
  static Answer data(int status, ObjectNode data) {
    ObjectNode frame = Call.JSON.createObjectNode();
    frame.put("request_id", UUID.randomUUID().toString());
    frame.put("lease_id", "");
    frame.put("renewable", false);
    frame.put("lease_duration", 0);
    frame.set("data", data);
    frame.putNull("wrap_info");
    frame.putNull("warnings");
    frame.putNull("auth");
    return new Answer(status, Optional.of(frame));
  }

  /** Fields without a frame, as of the server's own state. */
  static Answer plain(ObjectNode fields) {
    return new Answer(200, Optional.of(fields));
  }

  static Answer errors(int status, List<String> errors) {
    ObjectNode body = Call.JSON.createObjectNode();
    ArrayNode texts = body.putArray("errors");
    errors.forEach(texts::add);
    return new Answer(status, Optional.of(body));
  }
}
