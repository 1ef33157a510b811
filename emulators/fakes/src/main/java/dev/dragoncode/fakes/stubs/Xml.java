package dev.dragoncode.fakes.stubs;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.diff.ByNameAndTextRecSelector;
import org.xmlunit.diff.ComparisonResult;
import org.xmlunit.diff.ComparisonType;
import org.xmlunit.diff.DefaultNodeMatcher;
import org.xmlunit.diff.ElementSelectors;

/** XML without anything from elsewhere: no document types, no entities, no addresses. */
final class Xml {

  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  /** More than a person writes; a bound against results of thousands of nodes. */
  private static final int MOST_RESULTS = 10_000;

  private Xml() {}

  /** The document of a text; empty where it is none, or has a document type. */
  static Optional<Document> read(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // who would print them otherwise
      builder.setErrorHandler(new DefaultHandler());
      return Optional.of(builder.parse(new InputSource(new StringReader(text))));
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether two documents say the same; the order of elements and the prefixes do not matter. */
  static boolean same(Document expected, Document found) {
    return !DiffBuilder.compare(expected)
        .withTest(found)
        .ignoreComments()
        .ignoreWhitespace()
        .withNodeMatcher(
            new DefaultNodeMatcher(
                ElementSelectors.and(
                    new ByNameAndTextRecSelector(), ElementSelectors.byNameAndAllAttributes),
                new ByNameAndTextRecSelector(),
                ElementSelectors.byName))
        .withDifferenceEvaluator((comparison, outcome) ->
            passable(comparison.getType()) ? ComparisonResult.EQUAL : outcome)
        .build()
        .hasDifferences();
  }

  private static boolean passable(ComparisonType type) {
    return switch (type) {
      case NAMESPACE_PREFIX,
          CHILD_NODELIST_SEQUENCE,
          XML_VERSION,
          XML_STANDALONE,
          XML_ENCODING,
          HAS_DOCTYPE_DECLARATION,
          DOCTYPE_NAME,
          DOCTYPE_PUBLIC_ID,
          DOCTYPE_SYSTEM_ID ->
          true;
      default -> false;
    };
  }

  /**
   * What an XPath finds, as texts: elements as XML, everything else as its value.
   *
   * @throws XPathExpressionException if it is no XPath
   */
  static List<String> find(Document document, String path, Map<String, String> namespaces)
      throws XPathExpressionException {
    XPath xpath = XPathFactory.newInstance().newXPath();
    if (!namespaces.isEmpty()) {
      xpath.setNamespaceContext(new Prefixes(namespaces));
    }
    try {
      NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
      List<String> found = new ArrayList<>();
      for (int i = 0; i < Math.min(nodes.getLength(), MOST_RESULTS); i++) {
        found.add(text(nodes.item(i)));
      }
      return found;
    } catch (XPathExpressionException e) {
      // such as count(//a) or a/text() = "b", which are no nodes
      return List.of((String) xpath.evaluate(path, document, XPathConstants.STRING));
    }
  }

  private static String text(Node node) {
    if (node instanceof Text || node instanceof Attr) {
      return String.valueOf(node.getNodeValue());
    }
    try {
      Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      writer.setOutputProperty(OutputKeys.INDENT, "yes");
      java.io.StringWriter text = new java.io.StringWriter();
      writer.transform(new DOMSource(node), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Prefixes(Map<String, String> namespaces) implements NamespaceContext {
    @Override
    public String getNamespaceURI(String prefix) {
      return namespaces.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
    }

    @Override
    public String getPrefix(String uri) {
      return namespaces.entrySet().stream()
          .filter(entry -> entry.getValue().equals(uri))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(XMLConstants.DEFAULT_NS_PREFIX);
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
      return List.of(getPrefix(uri)).iterator();
    }
  }
}
