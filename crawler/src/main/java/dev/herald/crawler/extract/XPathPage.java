package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.List;
import javax.xml.xpath.XPathEvaluationResult;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.w3c.dom.Attr;
import org.w3c.dom.Node;

/// A page as XPath sees it: jsoup's copy of it as a W3C document, made once.
final class XPathPage {
  private static final int MOST_NODES = 100_000;
  private static final int MOST_DEPTH = 1_000;
  private static final int MOST_FOUND = 10_000;

  private final Node context;

  private XPathPage(Node context) {
    this.context = context;
  }

  /// @throws IllegalArgumentException if the page is too large or too deep to be copied for it
  static XPathPage of(Document page) {
    var size = new int[2];
    page.traverse(
        (_, depth) -> {
          size[0]++;
          size[1] = Math.max(size[1], depth);
        });
    if (size[0] > MOST_NODES || size[1] > MOST_DEPTH)
      throw new IllegalArgumentException(
          "the page has %d nodes, %d deep; XPath is for at most %d, %d deep"
              .formatted(size[0], size[1], MOST_NODES, MOST_DEPTH));
    var w3c = new W3CDom().namespaceAware(false);
    return new XPathPage(w3c.contextNode(w3c.fromJsoup((Element) page)));
  }

  /// The elements an expression names; an attribute, a text or a computed value comes as an element
  /// that holds it.
  ///
  /// @throws IllegalArgumentException if the expression cannot be evaluated
  List<Element> find(String expression) {
    try {
      XPathEvaluationResult<?> result =
          XPathFactory.newInstance().newXPath().compile(expression).evaluateExpression(context);
      return switch (result.value()) {
        case XPathNodes nodes -> elements(nodes);
        case String text -> List.of(text(text));
        case Object value -> List.of(text(value.toString()));
      };
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<Element> elements(XPathNodes nodes) {
    var elements = new ArrayList<Element>();
    for (Node node : nodes) {
      if (elements.size() >= MOST_FOUND) break;
      Object source = node.getUserData(W3CDom.SourceProperty);
      if (node instanceof Attr attribute) elements.add(text(attribute.getValue()));
      else if (source instanceof Element element) elements.add(element);
      else if (source instanceof TextNode text) elements.add(text(text.getWholeText()));
    }
    return elements;
  }

  private static Element text(String text) {
    return new Element("p").appendText(text);
  }
}
