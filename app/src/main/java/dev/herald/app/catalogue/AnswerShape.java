package dev.herald.app.catalogue;

import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// What an answer is by its body, whatever its type claims. Pure.
public final class AnswerShape {
  private static final int HEAD_CHARS = 4_096;
  private static final int HARDLY_ANY_TEXT = 400;
  private static final int HARDLY_ANY_LINKS = 10;
  private static final int LONGEST_GUARD_TEXT = 1_500;
  // Words of the guards that stand before most official sites, and what their pages load.
  private static final Pattern GUARD =
      Pattern.compile(
          "just a moment|verifying you are human|verify (that )?you are (a )?human|"
              + "checking your browser|enable javascript and cookies|attention required|"
              + "access denied|unusual traffic|request unsuccessful|are you a robot|"
              + "/cdn-cgi/challenge-platform|_incapsula_resource|captcha-delivery|px-captcha|"
              + "awswafcookiedomainlist|ddos-guard|servicepipe",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern START_OF_JSON = Pattern.compile("\\s*[{\\[]");
  private static final int MAX_TITLE = 80;
  private static final String SCRIPT = "script:not([type*=json]), noscript";

  private final String text;
  private final String type;

  /// @param languages of the source, for bytes whose encoding is not declared
  public AnswerShape(FetchedPage page, List<String> languages) {
    this.text = PageDecoder.decode(page.content(), page.contentType(), languages).text();
    this.type = page.contentType().orElse("no type");
  }

  /// Whether it is HTML and no feed or sitemap.
  public boolean isHtml() {
    String head =
        text.stripLeading().substring(0, Math.min(HEAD_CHARS, text.stripLeading().length()));
    String lower = head.toLowerCase(Locale.ROOT);
    boolean html = lower.startsWith("<!doctype html") || lower.contains("<html");
    return html
        && List.of("<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex").stream()
            .noneMatch(lower::contains);
  }

  /// Whether it is JSON, of a feed or of anything else.
  public boolean isJson() {
    return START_OF_JSON.matcher(text).lookingAt();
  }

  /// Whether people without scripts see next to nothing, and scripts are there to show more.
  public boolean isShell() {
    if (Jsoup.parse(text).select(SCRIPT).isEmpty()) return false;
    Document page = page();
    return page.body().text().length() < HARDLY_ANY_TEXT
        && page.select("a[href]").size() < HARDLY_ANY_LINKS;
  }

  /// Whether it is a page against bots: short, and in the words of one.
  public boolean isGuard() {
    return page().body().text().length() < LONGEST_GUARD_TEXT && GUARD.matcher(text).find();
  }

  /// Type and title: `text/html titled 'Just a moment...'`.
  public String description() {
    String title = page().title();
    String shown = title.length() > MAX_TITLE ? title.substring(0, MAX_TITLE) + "…" : title;
    return title.isBlank() ? type : "%s titled '%s'".formatted(type, shown);
  }

  private Document page() {
    Document page = Jsoup.parse(text);
    page.select("script, style, noscript, template").remove();
    return page;
  }
}
