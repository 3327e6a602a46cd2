package dev.herald.crawler.extract;

import dev.herald.config.source.PageSelector;
import dev.herald.config.source.PageSelector.Css;
import dev.herald.config.source.PageSelector.Range;
import dev.herald.config.source.PageSelector.XPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/// Finds what selectors name on one page. Confined to one extraction.
final class PageQuery {
  private final Document page;
  private @Nullable XPathPage forXPath;

  PageQuery(Document page) {
    this.page = page;
  }

  /// What a selector names, in document order, no element inside another; a range comes as one
  /// element that holds copies.
  ///
  /// @throws IllegalArgumentException saying why it cannot be looked for
  List<Element> find(PageSelector selector) {
    return switch (selector) {
      case Css(String expression) -> outermost(css(expression));
      case XPath(String expression) -> outermost(xPath(expression));
      case Range range -> range(range).map(List::of).orElse(List.of());
    };
  }

  /// Takes elements out of the page.
  void remove(List<Element> elements) {
    for (Element element : elements) if (element.hasParent()) element.remove();
    // XPath looks at a copy, which would still hold them.
    forXPath = null;
  }

  private List<Element> css(String expression) {
    try {
      return page.select(expression);
    } catch (SelectorParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private List<Element> xPath(String expression) {
    if (forXPath == null) forXPath = XPathPage.of(page);
    return forXPath.find(expression);
  }

  private Optional<Element> range(Range range) {
    List<Element> starts = find(range.start());
    if (starts.isEmpty() || starts.getFirst().parent() == null) return Optional.empty();
    Element start = starts.getFirst();
    Element held = new Element("div");
    Element spoken = start.closest("[lang]:not(html)");
    if (spoken != null) held.attr("lang", spoken.attr("lang"));
    @Nullable Node first = range.startIncluded() ? start : start.nextSibling();
    if (range.end().isEmpty()) {
      for (Node at = first; at != null; at = at.nextSibling()) held.appendChild(at.clone());
      return Optional.of(held);
    }
    if (first == null) first = after(start);
    return copyUntil(find(range.end().get()), first, held) ? Optional.of(held) : Optional.empty();
  }

  /// Copies from a node on, in document order, up to the first of the ends.
  ///
  /// @return whether one of them came
  private static boolean copyUntil(List<Element> ends, @Nullable Node first, Element held) {
    Set<Node> stops = identities();
    Set<Node> holders = identities();
    for (Element end : ends) {
      stops.add(end);
      for (Element at = end.parent(); at != null && holders.add(at); ) at = at.parent();
    }
    Node at = first;
    while (at != null) {
      if (stops.contains(at)) return true;
      if (holders.contains(at)) {
        at = at.firstChild();
      } else {
        held.appendChild(at.clone());
        at = after(at);
      }
    }
    return false;
  }

  /// The node that follows a whole subtree.
  private static @Nullable Node after(Node node) {
    for (Node at = node; at != null; at = at.parent())
      if (at.nextSibling() != null) return at.nextSibling();
    return null;
  }

  private static Set<Node> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
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
