package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/// A source's selectors for one field: CSS, or XPath after `xpath:`, each a fallback of the one
/// before.
final class FieldSelector {
  private static final String XPATH = "xpath:";

  private FieldSelector() {}

  /// What the first selector that finds anything found.
  ///
  /// @param elements in document order, none inside another
  /// @param selector as the source gives it
  record Hit(List<Element> elements, String selector) {
    /// For the record: which selector gave the field.
    String how() {
      return "selector " + selector;
    }
  }

  /// @param selectors tried in order; one that cannot be parsed finds nothing
  static Optional<Hit> find(Document page, List<String> selectors) {
    for (String selector : selectors) {
      List<Element> elements = outermost(select(page, selector));
      if (elements.stream().anyMatch(element -> element.hasText() || hasMachineText(element)))
        return Optional.of(new Hit(elements, selector));
    }
    return Optional.empty();
  }

  /// Takes out of the page what any of the selectors finds.
  static void remove(Document page, List<String> selectors) {
    for (String selector : selectors)
      for (Element element : select(page, selector)) if (element.hasParent()) element.remove();
  }

  private static boolean hasMachineText(Element element) {
    return element.hasAttr("datetime") || element.hasAttr("content");
  }

  private static List<Element> select(Document page, String selector) {
    try {
      return selector.startsWith(XPATH)
          ? page.selectXpath(selector.substring(XPATH.length()).strip())
          : page.select(selector);
    } catch (SelectorParseException | IllegalArgumentException e) {
      return List.of(); // the next fallback is tried; the config check reports it to its author
    }
  }

  private static List<Element> outermost(List<Element> elements) {
    var outermost = new ArrayList<Element>();
    for (Element element : elements)
      if (outermost.isEmpty() || !isInside(element, outermost.getLast())) outermost.add(element);
    return outermost;
  }

  private static boolean isInside(Element element, Element outer) {
    for (Element at = element; at != null; at = at.parent()) if (at.equals(outer)) return true;
    return false;
  }
}
