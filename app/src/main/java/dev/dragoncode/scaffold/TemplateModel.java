package dev.dragoncode.scaffold;

import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What templates see of the answers: every spelling of every name, so that they only put it in. */
final class TemplateModel {

  private TemplateModel() {}

  static Map<String, Object> of(Answers answers) {
    Map<String, Object> model = new HashMap<>();
    String packageName = answers.group() + "." + answers.name().packagePart();
    model.put("project", project(answers, packageName));
    model.put("resource", resource(answers.resource(), packageName));
    model.put("goal", goal(answers.scope()));
    Map<String, Object> has = new HashMap<>();
    Capabilities.all()
        .forEach(each -> has.put(each.id(), answers.capabilities().contains(each.id())));
    model.put("has", has);
    model.put("capabilities", List.copyOf(answers.capabilities()));
    return model;
  }

  private static Map<String, Object> project(Answers answers, String packageName) {
    String name = answers.name().text();
    return Map.of(
        "name", name,
        "title", answers.name().title(),
        "type", answers.name().type(),
        "group", answers.group(),
        "owner", answers.owner(),
        "packageName", packageName,
        "packagePath", packageName.replace('.', '/'),
        "description",
            "Keeps "
                + Words.plural(Words.split(answers.resource().name(), " "))
                + " and serves them over HTTP.");
  }

  private static Map<String, Object> resource(ResourceSpec spec, String above) {
    String plural = Words.plural(spec.name());
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("name", spec.name());
    resource.put("plural", plural);
    resource.put("type", Words.capital(spec.name()));
    resource.put("types", Words.capital(plural));
    resource.put("label", Words.split(spec.name(), " "));
    resource.put("labels", Words.split(plural, " "));
    resource.put("packageName", plural.toLowerCase(Locale.ROOT));
    resource.put("fullPackageName", above + "." + plural.toLowerCase(Locale.ROOT));
    resource.put("table", Words.split(plural, "_"));
    resource.put("file", Words.split(spec.name(), "-"));
    resource.put("path", "/api/" + Words.split(plural, "-"));
    resource.put("constant", Words.split(spec.name(), "_").toUpperCase(Locale.ROOT));
    resource.put("fields", spec.fields().stream().map(TemplateModel::field).toList());
    return resource;
  }

  private static Map<String, Object> field(ResourceSpec.Field field) {
    FieldKind kind = field.kind();
    String label = Words.split(field.name(), " ");
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", field.name());
    model.put("type", Words.capital(field.name()));
    model.put("column", Words.split(field.name(), "_"));
    model.put("label", Words.capital(label));
    model.put("kind", kind.word());
    model.put("required", field.required());
    model.put("javaType", kind.java());
    model.put("javaImport", kind.javaImport());
    model.put("tsType", kind.typeScript());
    model.put("sqlType", kind.sql());
    model.put("javaSample", kind.javaValue(label, false));
    model.put("javaOther", kind.javaValue(label, true));
    model.put("tsSample", kind.typeScriptValue(label, false));
    model.put("tsOther", kind.typeScriptValue(label, true));
    model.put("jsonSample", kind.json(label, false));
    model.put("jsonOther", kind.json(label, true));
    model.put("jsonInvalid", kind.invalidJson());
    return model;
  }

  private static Map<String, Object> goal(Scope scope) {
    return Map.of(
        "metric", scope.metric(),
        "target", scope.target(),
        "supporting", scope.supporting(),
        "start", scope.start().toString(),
        "until", scope.until().toString());
  }

  /** A YAML value as templates see it: maps, lists, truth values and texts. */
  static Object plain(Node node) {
    return switch (node) {
      case Node.Scalar scalar ->
          switch (scalar.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> scalar.text();
          };
      case Node.Mapping mapping -> {
        Map<String, Object> map = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
        yield map;
      }
      case Node.Sequence sequence -> {
        List<Object> list = new ArrayList<>();
        sequence.items().forEach(item -> list.add(plain(item)));
        yield list;
      }
    };
  }
}
