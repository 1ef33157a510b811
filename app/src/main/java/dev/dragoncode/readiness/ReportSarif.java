package dev.dragoncode.readiness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.dragoncode.project.Project;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes the gaps of a report as SARIF, which code hosts show beside the lines.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class ReportSarif {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private ReportSarif() {}

  /** The report as SARIF, ending in a line break. */
  static String render(Project project, ReadinessReport report) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      tool(json, report);
      json.writeObjectFieldStart("automationDetails");
      json.writeStringField("id", "readiness/" + project.name());
      json.writeEndObject();
      json.writeArrayFieldStart("results");
      for (Finding finding : report.findings()) {
        if (finding.status() == Status.FAIL || finding.status() == Status.ERROR) {
          result(json, finding);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out + "\n";
  }

  private static void tool(JsonGenerator json, ReadinessReport report) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "DragonCode");
    json.writeArrayFieldStart("rules");
    for (Finding finding : report.findings()) {
      CheckSpec check = finding.check();
      json.writeStartObject();
      json.writeStringField("id", check.id());
      text(json, "shortDescription", check.title());
      text(json, "fullDescription", check.why());
      text(json, "help", check.remedy());
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(check));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.check().id());
    json.writeStringField("level", level(finding.check()));
    text(json, "message", finding.check().title() + ": " + finding.summary());
    json.writeArrayFieldStart("locations");
    for (Evidence each : finding.evidence()) {
      json.writeStartObject();
      json.writeObjectFieldStart("physicalLocation");
      json.writeObjectFieldStart("artifactLocation");
      json.writeStringField("uri", uri(each.file()));
      json.writeEndObject();
      if (each.line() > 0) {
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", each.line());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("check/v1", finding.check().id());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static String level(CheckSpec check) {
    return switch (check.weight()) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  private static String uri(String path) {
    return path.replace("%", "%25").replace(" ", "%20").replace("#", "%23").replace("?", "%3F");
  }
}
