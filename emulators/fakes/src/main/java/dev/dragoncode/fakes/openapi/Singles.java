package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.RequestReading.Came;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Table;
import java.util.Optional;

/** Answers about something of which there is one, such as settings: as it was put last. */
final class Singles {

  private static final String TABLE = "singles";

  private final Table table;
  private final String key;
  private final ApiOperation operation;
  private final Answers answers;
  private final ObjectNode body;

  Singles(Call call, ApiOperation operation, Came came, Answers answers) {
    this.table = call.world().table(TABLE);
    this.key = call.request().path();
    this.operation = operation;
    this.answers = answers;
    this.body =
        came.body() instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  Reply reply() {
    Optional<ObjectNode> kept = table.find(key);
    return switch (operation.method()) {
      case "PUT" -> keep(kept.isPresent(), body);
      case "PATCH" -> {
        ObjectNode row = kept.orElseGet(this::usual).deepCopy();
        JsonPatch.merge(row, body, true);
        yield keep(kept.isPresent(), row);
      }
      case "DELETE" -> {
        table.remove(key);
        yield answers.sample();
      }
      case "GET" -> kept.map(answers::kept).orElseGet(answers::sample);
      default -> answers.sample();
    };
  }

  private Reply keep(boolean known, ObjectNode row) {
    if (known) {
      table.replace(key, row);
    } else {
      table.insert(key, row);
    }
    return answers.kept(row);
  }

  private ObjectNode usual() {
    JsonNode sample = answers.example(operation.success(200));
    return sample instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }
}
