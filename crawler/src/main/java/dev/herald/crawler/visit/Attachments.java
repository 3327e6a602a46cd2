package dev.herald.crawler.visit;

import dev.herald.config.message.Hashes;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.PageArchive;
import dev.herald.crawler.document.DocumentText;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.language.LanguageDetector;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Fetches the files that belong to a statement and reads the text of those that are PDF or Word
/// documents.
final class Attachments {
  private static final int MOST = 10;

  private final Fetcher fetcher;
  private final PageArchive archive;

  Attachments(Fetcher fetcher, PageArchive archive) {
    this.fetcher = fetcher;
    this.archive = archive;
  }

  List<Attachment> fetch(Source source, List<AttachmentLink> links, Tally tally) {
    List<Attachment> attachments = new ArrayList<>();
    for (AttachmentLink link : links.subList(0, Math.min(MOST, links.size())))
      CanonicalUrl.parse(link.url())
          .ifPresent(url -> attachments.add(fetch(source, link, url, tally)));
    return List.copyOf(attachments);
  }

  private Attachment fetch(Source source, AttachmentLink link, HttpUrl url, Tally tally) {
    FetchResult result =
        fetcher.fetch(new FetchRequest(url, Kind.ATTACHMENT, Optional.empty(), source.delay()));
    tally.answer(result);
    if (!(result instanceof FetchResult.Fetched(var page)))
      return without(link, url, DiscoveryFetch.reason(result));
    byte[] bytes = page.body().toByteArray();
    try {
      archive.write(page);
    } catch (IOException e) {
      tally.failure("archive", url.toString(), String.valueOf(e.getMessage()));
    }
    String declared = page.contentType().orElse("application/octet-stream").split(";", 2)[0];
    DocumentText read = DocumentText.read(bytes, declared.strip());
    return new Attachment(
        url.toString(),
        link.title(),
        read.mediaType(),
        Optional.of(Hashes.sha256(bytes)),
        language(source, read.text()),
        read.text(),
        read.problem());
  }

  /// Annexes are often in a language that the source does not publish in.
  private static String language(Source source, String text) {
    if (text.isEmpty()) return LanguageDetector.UNKNOWN;
    LanguageDetector detector = LanguageDetector.shared();
    String likely = detector.detect(text, source.languages(), Optional.empty());
    return detector.findForeign(text, likely, Optional.empty()).orElse(likely);
  }

  private static Attachment without(AttachmentLink link, HttpUrl url, String problem) {
    return new Attachment(
        url.toString(),
        link.title(),
        "application/octet-stream",
        Optional.empty(),
        "und",
        "",
        Optional.of(problem));
  }
}
