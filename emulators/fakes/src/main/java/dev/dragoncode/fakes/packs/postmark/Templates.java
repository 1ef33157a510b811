package dev.dragoncode.fakes.packs.postmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Templates and what they become: https://postmarkapp.com/developer/api/templates-api. */
final class Templates {

  private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([\\w.]+)\\s*}}");
  private static final List<String> SHORT =
      List.of("TemplateId", "Name", "Active", "Alias", "TemplateType", "LayoutTemplate");

  private Templates() {}

  static void setUp(Setup setup) {
    setup.operation("template.create", Templates::create);
    setup.operation(
        "template.list",
        call ->
            PostmarkCode.page(
                call, "template", "Templates", Selection.all(), row -> brief(call, row)));
    setup.operation("template.retrieve", call -> Reply.json(200, found(call, call.path("id"))));
    setup.operation("template.update", Templates::update);
    setup.operation(
        "template.delete",
        call -> {
          String id = found(call, call.path("id")).path("TemplateId").asText();
          call.remove("template", id);
          return PostmarkCode.removed(call, "Template " + id);
        });
  }

  private static Reply create(Call call) {
    if (call.text("Name").isEmpty()) {
      throw PostmarkCode.refused(1103, "The 'Name' of the template is missing.");
    }
    if (call.text("Alias").isPresent() && byAlias(call, call.text("Alias").get()).isPresent()) {
      throw PostmarkCode.refused(1126, "A template with this alias exists already.");
    }
    String id = call.newId("template");
    ObjectNode values = call.input().deepCopy().put("TemplateId", Long.parseLong(id));
    return Reply.json(200, brief(call, call.create("template", id, values)));
  }

  private static Reply update(Call call) {
    String id = found(call, call.path("id")).path("TemplateId").asText();
    return Reply.json(
        200, brief(call, call.change("template", id, row -> row.setAll(call.input()))));
  }

  private static ObjectNode brief(Call call, ObjectNode row) {
    ObjectNode brief = call.object();
    SHORT.forEach(name -> brief.set(name, row.get(name)));
    return brief;
  }

  private static Optional<ObjectNode> byAlias(Call call, String alias) {
    return call.list("template", Selection.of("Alias", alias)).rows().stream().findFirst();
  }

  private static ObjectNode found(Call call, String idOrAlias) {
    return call.find("template", idOrAlias)
        .or(() -> byAlias(call, idOrAlias))
        .orElseThrow(() ->
            PostmarkCode.refused(
                1101,
                "The Template's 'Alias' or 'TemplateId' associated with this request is not valid"
                    + " or was not found."));
  }

  /** A mail whose subject and bodies are those of its template. */
  static JsonNode filled(Call call, ObjectNode mail) {
    ObjectNode template =
        found(call, mail.path("TemplateId").asText(mail.path("TemplateAlias").asText("")));
    ObjectNode filled = mail.deepCopy();
    for (String part : List.of("Subject", "HtmlBody", "TextBody")) {
      filled.put(part, filled(template.path(part).asText(""), mail.path("TemplateModel")));
    }
    return filled;
  }

  private static String filled(String text, JsonNode model) {
    return HOLE.matcher(text)
        .replaceAll(hole -> {
          JsonNode value = model;
          for (String name : hole.group(1).split("\\.", -1)) {
            value = value.path(name);
          }
          return Matcher.quoteReplacement(value.asText(""));
        });
  }
}
