package dev.dragoncode.emulators.browse.product;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What S3 answers in XML. */
final class S3Answers {

  private S3Answers() {}

  /** An object in a list. */
  record Listed(String key, long size, String modified, String tag) {}

  /**
   * Some of a bucket.
   *
   * @param next token of the next page
   */
  record Listing(List<String> prefixes, List<Listed> objects, Optional<String> next) {}

  static List<String> buckets(byte[] xml) throws IOException {
    List<String> names = new ArrayList<>();
    for (Element bucket : elements(parse(xml).getDocumentElement(), "Bucket")) {
      names.add(text(bucket, "Name"));
    }
    return names;
  }

  static Listing listing(byte[] xml) throws IOException {
    Element root = parse(xml).getDocumentElement();
    List<String> prefixes = new ArrayList<>();
    for (Element prefix : elements(root, "CommonPrefixes")) {
      prefixes.add(decoded(text(prefix, "Prefix")));
    }
    List<Listed> objects = new ArrayList<>();
    for (Element object : elements(root, "Contents")) {
      objects.add(
          new Listed(
              decoded(text(object, "Key")),
              Long.parseLong(text(object, "Size")),
              text(object, "LastModified"),
              text(object, "ETag")));
    }
    String next = text(root, "NextContinuationToken");
    return new Listing(prefixes, objects, next.isEmpty() ? Optional.empty() : Optional.of(next));
  }

  /** Why a request was refused. */
  static String refusal(HttpResponse<byte[]> answer) {
    try {
      return text(parse(answer.body()).getDocumentElement(), "Message");
    } catch (IOException e) {
      return "it answers " + answer.statusCode();
    }
  }

  private static Document parse(byte[] xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("What it answers is no XML", e);
    }
  }

  private static List<Element> elements(Element in, String name) {
    NodeList found = in.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String text(Element in, String name) {
    NodeList found = in.getElementsByTagNameNS("*", name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static String decoded(String key) {
    return URLDecoder.decode(key, StandardCharsets.UTF_8);
  }
}
