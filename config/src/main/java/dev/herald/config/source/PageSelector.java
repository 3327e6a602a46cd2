package dev.herald.config.source;

import java.util.Optional;
import java.util.regex.Matcher;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jsoup.select.QueryParser;

/// Where something stands on a page, as a source says it.
///
/// ```
/// h1.title                        CSS
/// xpath://div[@class='text']      XPath 1.0
/// from h1 to .footer              all from the first h1 up to the .footer after it
/// after h1 to xpath://footer      the same without the h1
/// after .date                     all that follows inside the element that holds it
/// ```
public sealed interface PageSelector {
  /// What an XPath expression begins with.
  String XPATH = "xpath:";

  /// A CSS selector.
  record Css(String expression) implements PageSelector {}

  /// An XPath 1.0 expression.
  record XPath(String expression) implements PageSelector {}

  /// What stands between two places, in document order.
  ///
  /// @param start where it begins; CSS or XPath
  /// @param startIncluded whether the start belongs to it
  /// @param end the first such element after the start, which does not belong to it; without one,
  ///   it ends with the element that holds the start
  record Range(PageSelector start, boolean startIncluded, Optional<PageSelector> end)
      implements PageSelector {}

  /// Reads a selector.
  ///
  /// @throws IllegalArgumentException saying what is wrong with it
  static PageSelector parse(String text) {
    Matcher range = Ranges.FORM.matcher(text.strip());
    if (!range.matches()) return simple(text);
    // The blank lets an end that was forgotten be seen as one.
    String rest = range.group(2) + " ";
    int to = Ranges.indexOfTo(rest);
    return new Range(
        simple(to < 0 ? rest : rest.substring(0, to)),
        range.group(1).equalsIgnoreCase("from"),
        to < 0 ? Optional.empty() : Optional.of(simple(rest.substring(to + Ranges.TO.length()))));
  }

  private static PageSelector simple(String text) {
    String expression = text.strip();
    if (expression.startsWith(XPATH)) {
      String path = expression.substring(XPATH.length()).strip();
      checkXPath(path);
      return new XPath(path);
    }
    checkCss(expression);
    return new Css(expression);
  }

  private static void checkCss(String expression) {
    try {
      var _ = QueryParser.parse(expression);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IllegalArgumentException(Ranges.reason(e), e);
    }
  }

  private static void checkXPath(String expression) {
    try {
      var _ = XPathFactory.newInstance().newXPath().compile(expression);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(Ranges.reason(e), e);
    }
  }
}
