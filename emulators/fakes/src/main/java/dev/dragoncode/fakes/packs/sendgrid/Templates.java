package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Templates and their versions:
 * https://www.twilio.com/docs/sendgrid/api-reference/transactional-templates.
 */
final class Templates {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final Pattern NAME = Pattern.compile("\\{\\{\\{?\\s*([\\w.-]+)\\s*}?}}");

  private static final int MOST_PAGE = 200;
  private static final int LONGEST_NAME = 100;

  private Templates() {}

  static void setUp(Setup setup) {
    setup.operation("template.add", Templates::add);
    setup.operation("template.all", Templates::all);
    setup.operation("template.retrieve", call -> Reply.json(200, template(call)));
    setup.operation("template.update", Templates::rename);
    setup.operation(
        "template.delete",
        call -> {
          template(call);
          call.remove("template", call.path("id"));
          return Reply.empty(204);
        });
    setup.operation("template.add_version", Templates::addVersion);
    setup.operation(
        "template.version", call -> Reply.json(200, version(template(call), call.path("version"))));
    setup.operation("template.change_version", Templates::changeVersion);
    setup.operation("template.delete_version", Templates::deleteVersion);
    setup.operation("template.activate", Templates::activate);
  }

  private static ObjectNode template(Call call) {
    return call.get("template", call.path("id"));
  }

  private static String date(Instant time) {
    return DATE.format(time);
  }

  private static String name(Call call) {
    String name =
        call.text("name")
            .orElseThrow(() -> SendgridCode.invalid("name", "The name field is required."));
    if (name.length() > LONGEST_NAME) {
      throw SendgridCode.invalid("name", "The name cannot be longer than 100 characters.");
    }
    return name;
  }

  private static Reply add(Call call) {
    String name = name(call);
    String generation = call.text("generation").orElse("legacy");
    if (!List.of("legacy", "dynamic").contains(generation)) {
      throw SendgridCode.invalid("generation", "The generation must be legacy or dynamic.");
    }
    String id =
        generation.equals("dynamic")
            ? "d-" + call.random(Alphabets.HEX, 32)
            : SendgridCode.uuid(call);
    ObjectNode values = call.object().put("id", id).put("name", name);
    values.put("generation", generation).put("updated_at", date(call.now()));
    return Reply.json(201, call.create("template", id, values));
  }

  private static Reply all(Call call) {
    List<String> generations =
        Arrays.asList(call.text("generations").orElse("legacy").split("\\s*,\\s*", -1));
    int size = Math.clamp(call.input().path("page_size").asInt(MOST_PAGE), 1, MOST_PAGE);
    Selection selection =
        Selection.newest(size).where(row -> generations.contains(row.path("generation").asText()));
    String token = call.text("page_token").orElse("");
    if (!token.isEmpty()) {
      selection = selection.after(token);
    }
    Slice slice = call.list("template", selection);
    ObjectNode body = call.object();
    ArrayNode result = body.putArray("result");
    slice.rows().forEach(result::add);
    ObjectNode metadata = body.putObject("_metadata").put("count", slice.rows().size());
    String self =
        "%s/v3/templates?generations=%s&page_size=%d"
            .formatted(call.url(), String.join(",", generations), size);
    metadata.put("self", self + (token.isEmpty() ? "" : "&page_token=" + token));
    if (slice.more()) {
      metadata.put("next", self + "&page_token=" + slice.rows().getLast().path("id").asText());
    }
    return Reply.json(200, body);
  }

  private static Reply rename(Call call) {
    template(call);
    String name = name(call);
    return Reply.json(
        200,
        call.change(
            "template",
            call.path("id"),
            copy -> copy.put("name", name).put("updated_at", date(call.now()))));
  }

  private static ObjectNode version(ObjectNode template, String id) {
    for (JsonNode version : template.path("versions")) {
      if (version.path("id").asText().equals(id) && version instanceof ObjectNode found) {
        return found;
      }
    }
    throw Refusal.of("not_found").with("resource", "version").with("id", id);
  }

  private static Reply addVersion(Call call) {
    ObjectNode template = template(call);
    ObjectNode version = call.object().put("id", SendgridCode.uuid(call));
    version.put("template_id", call.path("id"));
    version.put("active", template.path("versions").isEmpty() ? 1 : 0).put("name", name(call));
    version.put("html_content", "").put("plain_content", "").put("generate_plain_content", true);
    version.put("subject", "").put("editor", "code").put("test_data", "");
    version.put("updated_at", date(call.now()));
    merge(version, call.input());
    call.change(
        "template",
        call.path("id"),
        copy -> {
          only(copy, version);
          copy.withArray("versions").add(version);
        });
    return Reply.json(201, version);
  }

  private static void merge(ObjectNode version, ObjectNode input) {
    for (String field :
        List.of(
            "active",
            "name",
            "html_content",
            "plain_content",
            "generate_plain_content",
            "subject",
            "editor",
            "test_data")) {
      if (input.has(field)) {
        version.set(field, input.get(field));
      }
    }
  }

  /** One version of a template is the active one. */
  private static void only(ObjectNode template, ObjectNode version) {
    if (version.path("active").asInt() == 1) {
      for (JsonNode other : template.path("versions")) {
        if (other instanceof ObjectNode one && !one.path("id").equals(version.path("id"))) {
          one.put("active", 0);
        }
      }
    }
  }

  private static Reply changeVersion(Call call) {
    return change(call, version -> merge(version, call.input()));
  }

  private static Reply activate(Call call) {
    return change(call, version -> version.put("active", 1));
  }

  private static Reply change(Call call, java.util.function.Consumer<ObjectNode> edit) {
    version(template(call), call.path("version"));
    ObjectNode changed =
        call.change(
            "template",
            call.path("id"),
            copy -> {
              ObjectNode version = version(copy, call.path("version"));
              edit.accept(version);
              version.put("updated_at", date(call.now()));
              only(copy, version);
            });
    return Reply.json(200, version(changed, call.path("version")));
  }

  private static Reply deleteVersion(Call call) {
    version(template(call), call.path("version"));
    call.change(
        "template",
        call.path("id"),
        copy -> {
          ArrayNode kept = JsonNodeFactory.instance.arrayNode();
          for (JsonNode version : copy.path("versions")) {
            if (!version.path("id").asText().equals(call.path("version"))) {
              kept.add(version);
            }
          }
          copy.set("versions", kept);
        });
    return Reply.empty(204);
  }

  /** The active version of a template; empty where there is none. */
  static ObjectNode active(Scene scene, String template) {
    if (!template.isEmpty()) {
      for (JsonNode version :
          scene
              .find("template", template)
              .map(row -> row.path("versions"))
              .orElse(JsonNodeFactory.instance.arrayNode())) {
        if (version.path("active").asInt() == 1 && version instanceof ObjectNode found) {
          return found;
        }
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /** A text with its {@code {{names}}} filled, and a legacy mail's substitutions done. */
  static String filled(String text, JsonNode data) {
    String result =
        NAME.matcher(text)
            .replaceAll(match -> {
              JsonNode at = data;
              for (String part : match.group(1).split("\\.", -1)) {
                at = at.path(part);
              }
              return Matcher.quoteReplacement(at.isValueNode() ? at.asText() : "");
            });
    for (var entry : data.properties()) {
      if (!entry.getKey().matches("\\w+") && !entry.getKey().isEmpty()) {
        result = result.replace(entry.getKey(), entry.getValue().asText());
      }
    }
    return result;
  }
}
