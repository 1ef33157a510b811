package dev.dragoncode.readiness;

import dev.dragoncode.project.Project;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a report as JUnit XML: a suite for each phase, a case for each check. */
final class ReportJunit {

  private ReportJunit() {}

  /** The report as JUnit XML, ending in a line break. */
  static String render(Project project, ReadinessReport report) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      line(xml);
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", project.name());
      for (Phase phase : Phase.values()) {
        List<Finding> findings =
            report.findings().stream().filter(f -> f.check().phase() == phase).toList();
        if (!findings.isEmpty()) {
          suite(xml, phase, findings);
        }
      }
      line(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The report could not be written as XML", e);
    }
    return out + "\n";
  }

  private static void suite(XMLStreamWriter xml, Phase phase, List<Finding> findings)
      throws XMLStreamException {
    line(xml);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", phase.title());
    xml.writeAttribute("tests", String.valueOf(findings.size()));
    xml.writeAttribute("failures", count(findings, Status.FAIL));
    xml.writeAttribute("errors", count(findings, Status.ERROR));
    xml.writeAttribute(
        "skipped", String.valueOf(findings.stream().filter(f -> skipped(f.status())).count()));
    for (Finding finding : findings) {
      line(xml);
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", "readiness." + phase.title().toLowerCase(Locale.ROOT));
      xml.writeAttribute("name", finding.check().id() + " " + finding.check().title());
      verdict(xml, finding);
      xml.writeEndElement();
    }
    line(xml);
    xml.writeEndElement();
  }

  private static void verdict(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
    switch (finding.status()) {
      case PASS -> {}
      case FAIL, ERROR -> {
        xml.writeStartElement(finding.status() == Status.FAIL ? "failure" : "error");
        xml.writeAttribute("message", clean(finding.summary()));
        xml.writeCharacters(
            clean(
                finding.evidence().stream()
                    .map(e -> e.file() + (e.line() > 0 ? ":" + e.line() : "") + " " + e.excerpt())
                    .collect(Collectors.joining("\n", "", "\n" + finding.check().remedy()))));
        xml.writeEndElement();
      }
      case UNKNOWN, NA, WAIVED, STALE -> {
        xml.writeStartElement("skipped");
        xml.writeAttribute("message", finding.status().word() + ": " + clean(finding.summary()));
        xml.writeEndElement();
      }
    }
  }

  private static boolean skipped(Status status) {
    return status != Status.PASS && status != Status.FAIL && status != Status.ERROR;
  }

  private static String count(List<Finding> findings, Status status) {
    return String.valueOf(findings.stream().filter(f -> f.status() == status).count());
  }

  /** Without the characters that XML cannot hold, escaped or not. */
  private static String clean(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
  }

  private static void line(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
