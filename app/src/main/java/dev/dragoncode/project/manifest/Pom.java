package dev.dragoncode.project.manifest;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.project.syntax.Xml.Element;
import java.util.Optional;

/**
 * A POM as it is written.
 *
 * @param path relative to the project
 */
record Pom(String path, Element root) {

  static final Syntax<Pom> SYNTAX = Pom::parse;

  private static Pom parse(IndexedFile file, String text) throws SyntaxException {
    Element root = Xml.parse(text);
    if (!root.name().equals("project")) {
      throw new SyntaxException("the root element is no project", root.line(), 1);
    }
    return new Pom(file.path(), root);
  }

  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  Optional<String> artifact() {
    return root.textAt("artifactId");
  }

  Optional<String> parentArtifact() {
    return root.textAt("parent", "artifactId");
  }

  /** The file of the parent, as the POM says where it lies. */
  Optional<String> parentPath() {
    if (root.at("parent").isEmpty()) {
      return Optional.empty();
    }
    Optional<Element> relative = root.at("parent", "relativePath");
    String way = relative.map(Element::text).orElse("../pom.xml");
    if (way.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Paths.resolve(folder(), way.endsWith(".xml") ? way : way + "/pom.xml"));
  }
}
