package dev.herald.crawler.extract;

import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.ExtractResult.NoStatement;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import okio.ByteString;

/// Pages for the tests of this package.
final class Pages {
  static final Instant FETCHED = Instant.parse("2024-04-01T12:00:00Z");

  private Pages() {}

  static PageContent resource(String name, String url) {
    try (InputStream in = Pages.class.getResourceAsStream("/extract/" + name)) {
      if (in == null) throw new IllegalArgumentException("no test page " + name);
      return new PageContent(
          ByteString.of(in.readAllBytes()), Optional.of(url), Optional.empty(), FETCHED);
    } catch (IOException e) {
      throw new AssertionError("test page " + name, e);
    }
  }

  static PageContent html(String html) {
    return new PageContent(
        ByteString.encodeUtf8(html),
        Optional.of("https://press.example/news/1"),
        Optional.of("text/html; charset=utf-8"),
        FETCHED);
  }

  /// A statement on dams.
  ///
  /// @param top what stands over its text, with the title
  static PageContent onDams(String head, String top, String bottom) {
    String body =
        "<p>The ministry has decided that every dam on the river is to be inspected each spring, "
            + "and that the reports are to be published, so that all who live below can read them."
            + "</p>";
    return html(
        "<html lang='en'><head><title>A decision on dams</title>%s</head><body>%s%s%s</body></html>"
            .formatted(head, top, body.repeat(3), bottom));
  }

  static Extracted extract(PageContent page, Hints hints) {
    return switch (new GeneralExtractor().extract(page, hints)) {
      case Extracted found -> found;
      case NoStatement(String reason) -> throw new AssertionError("no statement: " + reason);
    };
  }
}
