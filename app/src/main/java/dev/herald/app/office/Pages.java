package dev.herald.app.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.app.office.Content.Paragraph;
import dev.herald.config.message.MessageCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The HTML pages of one site.
final class Pages {
  private static final int LEAST_PER_PAGE = 10;
  private static final List<String> RIGHT_TO_LEFT = List.of("ar", "fa");

  private final Room room;
  private final Layout layout;
  private final int perPage;

  Pages(Room room, int listed) {
    this.room = room;
    this.layout = Layout.load(room.site().id());
    this.perPage = Math.max(LEAST_PER_PAGE, listed / 2);
  }

  /// A statement's page.
  String statement(Shown shown) {
    Map<String, String> values = statementValues(shown);
    return page(
        shown.language(),
        shown.title(),
        layout.fill("head", values),
        layout.fill("statement", values));
  }

  /// A page of the listing.
  ///
  /// @param number from 1
  String listing(String language, int number) {
    List<Shown> found = room.listed(language, (number - 1) * perPage, perPage + 1);
    String items =
        found.stream()
            .limit(perPage)
            .map(shown -> layout.fill("item", statementValues(shown)))
            .collect(Collectors.joining());
    Map<String, String> values = siteValues(language);
    values.put("items", items);
    values.put("pager", pager(language, number, found.size() > perPage));
    return page(language, room.site().text(language, "name"), "", layout.fill("listing", values));
  }

  /// A page about the institution, as its menu links to.
  String about(String language) {
    Site site = room.site();
    String text = site.findText(language, "about").orElse(site.text(language, "name"));
    return simple(language, site.text(language, "name"), text);
  }

  /// The page that stands where a statement is gone.
  String missing(String language) {
    Stock.Missing missing = room.stock(language).missing();
    return simple(language, missing.title(), missing.text());
  }

  /// The body's markup.
  static String body(List<Paragraph> paragraphs, Site.Markup markup) {
    return paragraphs.stream()
        .map(paragraph -> paragraph(paragraph, markup))
        .collect(Collectors.joining("\n"));
  }

  private static String paragraph(Paragraph paragraph, Site.Markup markup) {
    String text = Html.escape(paragraph.text());
    if (paragraph.heading())
      return markup == Site.Markup.BR ? "<b>" + text + "</b><br><br>" : "<h3>" + text + "</h3>";
    boolean quoted =
        !paragraph.quotations().isEmpty() && paragraph.quotations().getFirst().start() == 0;
    return switch (markup) {
      case P -> "<p>" + text + "</p>";
      case BR -> text + "<br><br>";
      case DIV -> "<div class=\"txt\">" + text + "</div>";
      case BLOCKQUOTE ->
          quoted ? "<blockquote><p>" + text + "</p></blockquote>" : "<p>" + text + "</p>";
    };
  }

  private String simple(String language, String title, String text) {
    String content =
        "<div class=\"static\"><h1>%s</h1><p>%s</p></div>"
            .formatted(Html.escape(title), Html.escape(text));
    return page(language, title, "", content);
  }

  private String page(String language, String title, String head, String content) {
    Map<String, String> values = siteValues(language);
    values.put("title", Html.escape(title));
    values.put("head", head);
    values.put("content", content);
    return layout.fill("page", values);
  }

  private Map<String, String> siteValues(String language) {
    Site site = room.site();
    Map<String, String> values = new HashMap<>();
    values.put("lang", language);
    values.put("dir", RIGHT_TO_LEFT.contains(language) ? "rtl" : "ltr");
    values.put("base", room.base());
    values.put("listing", site.listing().getOrDefault(language, "/"));
    site.texts()
        .getOrDefault(language, Map.of())
        .forEach((name, text) -> values.put("t." + name, Html.escape(text.strip())));
    values.put(
        "signature",
        site.findText(language, "signature")
            .map(text -> Html.escape(text.strip()).replace("\n", "<br>"))
            .orElse(""));
    return values;
  }

  private Map<String, String> statementValues(Shown shown) {
    Site site = room.site();
    Map<String, String> values = siteValues(shown.language());
    values.put("title", Html.escape(shown.title()));
    values.put("summary", Html.escape(shown.summary()));
    values.put("url", Html.escape(shown.url()));
    values.put("path", Html.escape(shown.path()));
    values.put("relative", Html.escape(shown.path().substring(1)));
    values.put("printed", Html.escape(shown.printed().orElse("")));
    values.put("iso", shown.at().toString());
    values.put("day", shown.at().toLocalDate().toString());
    values.put("number", Integer.toString(shown.publication().number()));
    values.put("body", body(shown.content().paragraphs(), site.body()));
    values.put("annex", annex(shown));
    values.put("alternates", alternates(shown));
    values.put("jsonld", jsonLd(shown));
    values.put("related", related(shown));
    return values;
  }

  private String annex(Shown shown) {
    return room.annexPath(shown.publication(), shown.language())
        .map(
            path ->
                "<p class=\"annex\"><a href=\"%s\">%s (PDF)</a></p>"
                    .formatted(path, Html.escape(room.stock(shown.language()).label("annex"))))
        .orElse("");
  }

  private String alternates(Shown shown) {
    return room.site().languages().stream()
        .map(
            language ->
                "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\">"
                    .formatted(language, Html.escape(room.url(shown.publication(), language))))
        .collect(Collectors.joining("\n"));
  }

  private String jsonLd(Shown shown) {
    ObjectNode article = MessageCodec.mapper().createObjectNode();
    article.put("@context", "https://schema.org");
    article.put("@type", "NewsArticle");
    article.put("headline", shown.title());
    article.put("datePublished", shown.at().toString());
    article.put("inLanguage", shown.language());
    article
        .putObject("publisher")
        .put("@type", "GovernmentOrganization")
        .put("name", room.site().text(shown.language(), "name"));
    return article.toString().replace("</", "<\\/");
  }

  // Titles as first published: a page must not change because another one was edited.
  private String related(Shown shown) {
    return room.before(shown).stream()
        .map(
            other ->
                "<li><a href=\"%s\">%s</a></li>"
                    .formatted(Html.escape(other.url()), Html.escape(room.firstTitle(other))))
        .collect(Collectors.joining("\n"));
  }

  private String pager(String language, int number, boolean more) {
    String path = room.site().listing().getOrDefault(language, "/");
    Stock stock = room.stock(language);
    String previous =
        number > 1
            ? "<a rel=\"prev\" href=\"%s?page=%d\">%s</a> "
                .formatted(path, number - 1, Html.escape(stock.label("previous")))
            : "";
    String next =
        more
            ? "<a rel=\"next\" href=\"%s?page=%d\">%s</a>"
                .formatted(path, number + 1, Html.escape(stock.label("next")))
            : "";
    return previous + next;
  }
}
