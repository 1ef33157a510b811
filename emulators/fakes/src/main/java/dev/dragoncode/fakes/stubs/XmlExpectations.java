package dev.dragoncode.fakes.stubs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.xpath.XPathExpressionException;
import org.w3c.dom.Document;

/** What is expected of values that are XML. */
final class XmlExpectations {

  private XmlExpectations() {}

  /** The value is this XML. */
  record EqualXml(Document expected) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.xml().map(found -> Xml.same(expected, found)).orElse(false);
    }

    @Override
    public String words() {
      return "XML with the root <%s> as given"
          .formatted(expected.getDocumentElement().getNodeName());
    }
  }

  /**
   * An XPath finds something in the value.
   *
   * @param inner what that has to be; empty for anything
   */
  record Path(String path, Map<String, String> namespaces, Optional<Expectation> inner)
      implements Expectation {

    @Override
    public boolean holds(Seen value) {
      return value.xml().map(this::holds).orElse(false);
    }

    private boolean holds(Document document) {
      try {
        List<String> found = Xml.find(document, path, namespaces);
        if (inner.isEmpty()) {
          return !found.isEmpty() && !found.equals(List.of("false"));
        }
        return found.isEmpty()
            ? inner.get().takesNothing()
            : found.stream().map(Seen::of).anyMatch(inner.get()::holds);
      } catch (XPathExpressionException e) {
        return false;
      }
    }

    @Override
    public String words() {
      return "XML with %s%s"
          .formatted(
              Expectation.quoted(path), inner.map(wanted -> " being " + wanted.words()).orElse(""));
    }
  }
}
