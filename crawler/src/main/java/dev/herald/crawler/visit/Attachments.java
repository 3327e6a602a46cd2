package dev.herald.crawler.visit;

import dev.herald.config.message.Hashes;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.PageArchive;
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
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// Fetches the files that belong to a statement and reads the text of those that are PDF.
final class Attachments {
  private static final int MOST = 10;
  private static final int MAX_TEXT_CHARS = 200_000;
  private static final int MAX_PAGES = 200;

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
      return without(link, url, Listing.reason(result));
    byte[] bytes = page.body().toByteArray();
    try {
      archive.write(page);
    } catch (IOException e) {
      tally.failure("archive", url.toString(), String.valueOf(e.getMessage()));
    }
    String mediaType = page.contentType().orElse("application/octet-stream").split(";", 2)[0];
    boolean pdf = bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D';
    if (!pdf)
      return new Attachment(
          url.toString(),
          link.title(),
          mediaType,
          Optional.of(Hashes.sha256(bytes)),
          "und",
          "",
          Optional.of("the text of " + mediaType + " is not read"));
    return pdf(source, link, url, bytes);
  }

  private static Attachment pdf(Source source, AttachmentLink link, HttpUrl url, byte[] bytes) {
    String text = "";
    Optional<String> problem = Optional.empty();
    try (PDDocument document = Loader.loadPDF(bytes)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setEndPage(MAX_PAGES);
      text = stripper.getText(document).strip();
      if (text.length() > MAX_TEXT_CHARS) text = text.substring(0, MAX_TEXT_CHARS);
      if (text.isEmpty()) problem = Optional.of("the PDF holds no text");
    } catch (IOException | RuntimeException e) {
      // PDFBox throws unchecked exceptions on some broken files.
      problem = Optional.of("the PDF cannot be read: " + e.getMessage());
    }
    return new Attachment(
        url.toString(),
        link.title(),
        "application/pdf",
        Optional.of(Hashes.sha256(bytes)),
        text.isEmpty()
            ? "und"
            : LanguageDetector.shared().detect(text, source.languages(), Optional.empty()),
        text,
        problem);
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
