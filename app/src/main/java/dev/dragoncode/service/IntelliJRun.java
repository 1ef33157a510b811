package dev.dragoncode.service;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A shared run configuration of IntelliJ IDEA, as it stands under {@code .run}: the project's own
 * start with environment variables.
 */
final class IntelliJRun {

  /** What starts the project. */
  enum Kind {
    MAVEN,
    GRADLE,
    NPM
  }

  private final XMLStreamWriter xml;

  private IntelliJRun(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The whole file. */
  static String text(String name, Kind kind, Map<String, String> variables) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new IntelliJRun(writer).write(name, kind, variables);
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML could not be written into memory", e);
    }
    return text.toString();
  }

  private void write(String name, Kind kind, Map<String, String> variables)
      throws XMLStreamException {
    begin(0, "component", "name", "ProjectRunConfigurationManager");
    switch (kind) {
      case MAVEN -> maven(name, variables);
      case GRADLE -> gradle(name, variables);
      case NPM -> npm(name, variables);
    }
    end(0);
  }

  private void maven(String name, Map<String, String> variables) throws XMLStreamException {
    begin(1, "configuration", configuration(name, "MavenRunConfiguration", "Maven"));
    begin(2, "MavenSettings");
    empty(3, "option", "name", "myGeneralSettings");
    begin(3, "option", "name", "myRunnerSettings");
    begin(4, "MavenRunnerSettings");
    begin(5, "option", "name", "environmentProperties");
    entries(6, variables);
    end(5);
    end(4);
    end(3);
    begin(3, "option", "name", "myRunnerParameters");
    begin(4, "MavenRunnerParameters");
    begin(5, "option", "name", "goals");
    begin(6, "list");
    empty(7, "option", "value", "spring-boot:run");
    end(6);
    end(5);
    empty(5, "option", "name", "workingDirPath", "value", "$PROJECT_DIR$");
    end(4);
    end(3);
    end(2);
    end(1);
  }

  private void gradle(String name, Map<String, String> variables) throws XMLStreamException {
    begin(1, "configuration", configuration(name, "GradleRunConfiguration", "Gradle"));
    begin(2, "ExternalSystemSettings");
    begin(3, "option", "name", "env");
    entries(4, variables);
    end(3);
    empty(3, "option", "name", "externalProjectPath", "value", "$PROJECT_DIR$");
    empty(3, "option", "name", "externalSystemIdString", "value", "GRADLE");
    begin(3, "option", "name", "taskNames");
    begin(4, "list");
    empty(5, "option", "value", "bootRun");
    end(4);
    end(3);
    end(2);
    end(1);
  }

  private void npm(String name, Map<String, String> variables) throws XMLStreamException {
    begin(1, "configuration", configuration(name, "js.build_tools.npm", ""));
    empty(2, "package-json", "value", "$PROJECT_DIR$/package.json");
    empty(2, "command", "value", "run");
    begin(2, "scripts");
    empty(3, "script", "value", "start");
    end(2);
    empty(2, "node-interpreter", "value", "project");
    begin(2, "envs");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      empty(3, "env", "name", variable.getKey(), "value", variable.getValue());
    }
    end(2);
    end(1);
  }

  private static String[] configuration(String name, String type, String factory) {
    List<String> plain = List.of("default", "false", "name", name, "type", type);
    return factory.isEmpty()
        ? plain.toArray(String[]::new)
        : new String[] {"default", "false", "name", name, "type", type, "factoryName", factory};
  }

  private void entries(int depth, Map<String, String> variables) throws XMLStreamException {
    begin(depth, "map");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      empty(depth + 1, "entry", "key", variable.getKey(), "value", variable.getValue());
    }
    end(depth);
  }

  private void begin(int depth, String element, String... attributes) throws XMLStreamException {
    indent(depth);
    xml.writeStartElement(element);
    write(attributes);
  }

  private void empty(int depth, String element, String... attributes) throws XMLStreamException {
    indent(depth);
    xml.writeEmptyElement(element);
    write(attributes);
  }

  private void end(int depth) throws XMLStreamException {
    indent(depth);
    xml.writeEndElement();
  }

  private void indent(int depth) throws XMLStreamException {
    if (depth > 0) {
      xml.writeCharacters("\n" + "  ".repeat(depth));
    }
  }

  private void write(String... attributes) throws XMLStreamException {
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }
}
