package dev.dragoncode.readiness.advisories;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.dragoncode.project.locks.PackageGraph;
import dev.dragoncode.project.locks.ResolvedPackage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a project's packages as a CycloneDX 1.6 bill of materials.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
public final class SbomJson {

  private final Audit audit;
  private final String project;
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final Map<String, String> roots = new LinkedHashMap<>();

  /** A package, once for all graphs that have it. */
  private static final class Component {
    private ResolvedPackage each;
    private final Set<String> needs = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();

    Component(ResolvedPackage each) {
      this.each = each;
    }
  }

  private SbomJson(String project, Audit audit) {
    this.project = project;
    this.audit = audit;
    for (PackageGraph graph : audit.graphs()) {
      Map<String, String> refs = new LinkedHashMap<>();
      graph.packages().forEach(p -> refs.put(p.id(), Purl.of(p)));
      for (ResolvedPackage each : graph.packages()) {
        String purl = Purl.of(each);
        Component known = components.computeIfAbsent(purl, _ -> new Component(each));
        if (each.use().compareTo(known.each.use()) < 0) {
          known.each = each;
        }
        known.files.add(graph.file());
        each.dependencies().stream()
            .map(refs::get)
            .filter(Objects::nonNull)
            .forEach(known.needs::add);
        if (each.direct()) {
          roots.put(purl, each.name());
        }
      }
    }
  }

  /**
   * The bill of materials, ending in a line break.
   *
   * @param project its name
   * @param tool the version of this program
   */
  public static String render(String project, Audit audit, String tool, Instant now) {
    SbomJson sbom = new SbomJson(project, audit);
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      sbom.write(json, tool, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out + "\n";
  }

  private void write(JsonGenerator json, String tool, Instant now) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    json.writeStringField("bomFormat", "CycloneDX");
    json.writeStringField("specVersion", "1.6");
    // of the content, so that the same packages give the same document but for its time
    String content = project + components.keySet();
    json.writeStringField(
        "serialNumber",
        "urn:uuid:" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)));
    json.writeNumberField("version", 1);
    metadata(json, tool, now);
    json.writeArrayFieldStart("components");
    for (Map.Entry<String, Component> each : components.entrySet()) {
      component(json, each.getKey(), each.getValue());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("dependencies");
    dependency(json, rootRef(), roots.keySet());
    for (Map.Entry<String, Component> each : components.entrySet()) {
      dependency(json, each.getKey(), each.getValue().needs);
    }
    json.writeEndArray();
    compositions(json);
    vulnerabilities(json);
    json.writeEndObject();
  }

  private String rootRef() {
    return "project:" + project;
  }

  private void metadata(JsonGenerator json, String tool, Instant now) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    json.writeObjectFieldStart("tools");
    json.writeArrayFieldStart("components");
    json.writeStartObject();
    json.writeStringField("type", "application");
    json.writeStringField("name", "DragonCode");
    json.writeStringField("version", tool);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("component");
    json.writeStringField("type", "application");
    json.writeStringField("bom-ref", rootRef());
    json.writeStringField("name", project);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void component(JsonGenerator json, String purl, Component component)
      throws IOException {
    ResolvedPackage each = component.each;
    json.writeStartObject();
    json.writeStringField("type", "library");
    json.writeStringField("bom-ref", purl);
    int cut =
        switch (each.ecosystem()) {
          case MAVEN -> each.name().indexOf(':');
          case NPM -> each.name().startsWith("@") ? each.name().indexOf('/') : -1;
          case GO, PYPI -> -1;
        };
    if (cut > 0) {
      json.writeStringField("group", each.name().substring(0, cut));
    }
    json.writeStringField("name", each.name().substring(cut + 1));
    json.writeStringField("version", each.version());
    json.writeStringField(
        "scope",
        switch (each.use()) {
          case RUNTIME -> "required";
          case OPTIONAL -> "optional";
          case DEVELOPMENT -> "excluded";
        });
    if (!each.hashes().isEmpty()) {
      json.writeArrayFieldStart("hashes");
      for (ResolvedPackage.Hash hash : each.hashes()) {
        json.writeStartObject();
        json.writeStringField("alg", hash.algorithm());
        json.writeStringField("content", hash.hex());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeStringField("purl", purl);
    json.writeArrayFieldStart("properties");
    for (String file : component.files) {
      property(json, "dragoncode:file", file);
    }
    property(json, "dragoncode:path", String.join(" > ", each.path()));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void property(JsonGenerator json, String name, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  private static void dependency(JsonGenerator json, String ref, Set<String> needs)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ref", ref);
    json.writeArrayFieldStart("dependsOn");
    for (String need : needs) {
      json.writeString(need);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Says whether anything may be missing. */
  private void compositions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("compositions");
    json.writeStartObject();
    json.writeStringField("aggregate", audit.gaps().isEmpty() ? "complete" : "incomplete");
    json.writeArrayFieldStart("dependencies");
    json.writeString(rootRef());
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void vulnerabilities(JsonGenerator json) throws IOException {
    Map<String, List<Vulnerability>> byId = new LinkedHashMap<>();
    audit
        .vulnerabilities()
        .forEach(v -> byId.computeIfAbsent(v.id(), _ -> new ArrayList<>()).add(v));
    json.writeArrayFieldStart("vulnerabilities");
    for (List<Vulnerability> same : byId.values()) {
      Vulnerability first = same.getFirst();
      json.writeStartObject();
      json.writeStringField("id", first.id());
      json.writeObjectFieldStart("source");
      json.writeStringField("name", "OSV");
      json.writeStringField("url", "https://osv.dev/vulnerability/" + first.id());
      json.writeEndObject();
      json.writeArrayFieldStart("ratings");
      json.writeStartObject();
      if (first.score().isPresent()) {
        json.writeNumberField("score", first.score().getAsDouble());
      }
      json.writeStringField(
          "severity", first.severity() == Severity.MODERATE ? "medium" : first.severity().word());
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("description", first.summary());
      first.fixed().ifPresent(to -> write(json, "recommendation", "Go to " + to + " or later."));
      json.writeArrayFieldStart("affects");
      for (String ref :
          new LinkedHashSet<>(same.stream().map(v -> Purl.of(v.concerned())).toList())) {
        json.writeStartObject();
        json.writeStringField("ref", ref);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, String text) {
    try {
      json.writeStringField(name, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
