package dev.dragoncode.readiness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.Stack;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalInt;

/** Writes a report as JSON; its schema is report.schema.json beside this class. */
public final class ReportJson {

  private ReportJson() {}

  /** The report as JSON, ending in a line break. */
  public static String render(Project project, ReadinessReport report) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      write(json, project, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out + "\n";
  }

  private static void write(JsonGenerator json, Project project, ReadinessReport report)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("project", project.name());
    json.writeArrayFieldStart("stacks");
    for (Stack stack : project.stacks()) {
      json.writeStartObject();
      json.writeStringField("tool", stack.tool().name().toLowerCase(Locale.ROOT));
      json.writeStringField("module", stack.module());
      if (stack.framework().isPresent()) {
        json.writeStringField("framework", stack.framework().get());
      } else {
        json.writeNullField("framework");
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    number(json, "score", report.tally().score());
    number(json, "coverage", report.tally().coverage());
    if (report.level().isPresent()) {
      json.writeStringField("level", report.level().get().name());
    } else {
      json.writeNullField("level");
    }
    json.writeArrayFieldStart("checks");
    for (Finding finding : report.findings()) {
      finding(json, finding);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", finding.check().id());
    json.writeStringField("phase", finding.check().phase().title());
    json.writeStringField("status", finding.status().word());
    json.writeStringField("title", finding.check().title());
    json.writeStringField("summary", finding.summary());
    json.writeArrayFieldStart("evidence");
    for (Evidence each : finding.evidence()) {
      json.writeStartObject();
      json.writeStringField("file", each.file());
      if (each.line() > 0) {
        json.writeNumberField("line", each.line());
      } else {
        json.writeNullField("line");
      }
      json.writeStringField("excerpt", each.excerpt());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (finding.proof().isPresent()) {
      json.writeStringField("proof", finding.proof().get());
    } else {
      json.writeNullField("proof");
    }
    json.writeStringField("fix", finding.check().remedy());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, OptionalInt value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsInt());
    } else {
      json.writeNullField(name);
    }
  }
}
