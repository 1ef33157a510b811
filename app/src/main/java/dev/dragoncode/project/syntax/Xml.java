package dev.dragoncode.project.syntax;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML into elements with their lines. Document types and outside entities are not followed.
 */
public final class Xml {

  private static final int MAX_DEPTH = 200;

  private Xml() {}

  /** An element; namespaces are dropped. */
  public static final class Element {
    private final String name;
    private final int line;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Element(String name, int line) {
      this.name = name;
      this.line = line;
    }

    public String name() {
      return name;
    }

    /** Of its start tag, from 1. */
    public int line() {
      return line;
    }

    /** The value of an attribute. */
    public Optional<String> attribute(String attribute) {
      return Optional.ofNullable(attributes.get(attribute));
    }

    /** Its own text, without that of its children. */
    public String text() {
      return text.toString().strip();
    }

    public List<Element> children() {
      return List.copyOf(children);
    }

    /** Its children of this name. */
    public Stream<Element> all(String child) {
      return children.stream().filter(each -> each.name.equals(child));
    }

    /** The first element down this way. */
    public Optional<Element> at(String... way) {
      Element here = this;
      for (String step : way) {
        Optional<Element> next = here.all(step).findFirst();
        if (next.isEmpty()) {
          return Optional.empty();
        }
        here = next.get();
      }
      return Optional.of(here);
    }

    /** The text of the first element down this way, if it has any. */
    public Optional<String> textAt(String... way) {
      return at(way).map(Element::text).filter(found -> !found.isEmpty());
    }
  }

  /** The root element. */
  public static Element parse(String text) throws SyntaxException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Deque<Element> open = new ArrayDeque<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            Element element =
                new Element(reader.getLocalName(), reader.getLocation().getLineNumber());
            for (int i = 0; i < reader.getAttributeCount(); i++) {
              element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            if (!open.isEmpty()) {
              open.peek().children.add(element);
            }
            if (open.size() >= MAX_DEPTH) {
              throw new SyntaxException("nested too deeply", element.line, 0);
            }
            open.push(element);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (!open.isEmpty()) {
              open.peek().text.append(reader.getText());
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            Element closed = open.pop();
            if (open.isEmpty()) {
              return closed;
            }
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNumber();
      throw new SyntaxException(String.valueOf(e.getMessage()), line, column);
    }
    throw new SyntaxException("there is no element", 1, 1);
  }
}
