package dev.herald.crawler.visit;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StorableText;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/// What a known statement reads like when its archived bytes are extracted as we extract today.
/// Thread-safe as its extractor is.
public final class Reextraction {
  private static final Evidence NO_EVIDENCE =
      new Evidence("", Optional.empty(), 0, "", 0, Map.of(), Instant.EPOCH, "");
  private static final Statement.Extraction NO_EXTRACTION =
      new Statement.Extraction("", 0, Map.of());

  private final Extractor extractor;

  /// With the extractor of today.
  public Reextraction(Extractor extractor) {
    this.extractor = extractor;
  }

  /// A statement with its new content, and the revision that says so.
  public record Revised(KnownStatement statement, Revision revision) {}

  /// Reads the archived body of a statement's last revision.
  ///
  /// Attachments stay as they were, since nothing is fetched.
  ///
  /// @param state of the source: what its pages taught, as it is known now
  /// @return empty if no statement is found in it any more
  public Optional<Statement> read(
      Source source, KnownStatement known, SourceState state, ByteString body) {
    Statement before = known.content();
    Optional<HttpUrl> url = CanonicalUrl.parse(before.evidence().url());
    if (url.isEmpty()) return Optional.empty();
    FetchedPage page = page(before.evidence(), url.get(), body);
    return Reading.extract(
                extractor,
                source,
                page,
                body,
                state.learned(),
                known.titleHint(),
                known.publishedHint())
            instanceof Extracted extracted
        ? Optional.of(
            stored(
                Records.statement(
                    source,
                    known.id(),
                    known.url(),
                    extracted,
                    before.attachments(),
                    before.evidence(),
                    known.firstSeen(),
                    state.firstVisitAt())))
        : Optional.empty();
  }

  /// Whether two readings say the same; by which version, how surely and by which evidence each was
  /// read does not matter, nor where the raw bytes are.
  public static boolean isSame(Statement one, Statement other) {
    return withoutProvenance(one).equals(withoutProvenance(other));
  }

  /// The revision that a new reading makes.
  ///
  /// Its version is the next one and no clock's, so that a live edit always comes after it.
  public static Revised revise(KnownStatement known, Statement content, Instant now) {
    String fingerprint = Fingerprint.of(content.title(), content.blocks());
    KnownStatement revised =
        new KnownStatement(
            known.id(),
            known.sourceId(),
            known.url(),
            known.state(),
            known.revision() + 1,
            known.version() + 1,
            fingerprint,
            known.validators(),
            known.conditional(),
            known.firstSeen(),
            known.nextCheckAt(),
            known.missingChecks(),
            known.titleHint(),
            known.publishedHint(),
            content);
    return new Revised(
        revised,
        Revision.of(
            content,
            revised.revision(),
            Cause.REEXTRACTED,
            revised.version(),
            fingerprint,
            now,
            now));
  }

  /// An archived page as it was fetched.
  static FetchedPage page(Evidence evidence, HttpUrl url, ByteString body) {
    List<String> headers =
        evidence.headers().entrySet().stream().map(h -> h.getKey() + ": " + h.getValue()).toList();
    return new FetchedPage(
        url,
        url,
        evidence.status(),
        List.of(),
        headers,
        body,
        body.size(),
        evidence.fetchedAt(),
        evidence.fetchedAt(),
        evidence.robots());
  }

  private static Statement withoutProvenance(Statement s) {
    return new Statement(
        s.id(),
        s.url(),
        s.sourceId(),
        s.institution(),
        s.institutionType(),
        s.country(),
        s.type(),
        s.language(),
        s.title(),
        s.published(),
        s.firstSeen(),
        s.lastModified(),
        s.blocks(),
        s.translations(),
        s.attachments(),
        s.references(),
        NO_EVIDENCE,
        NO_EXTRACTION,
        s.author(),
        s.dateline());
  }

  /// As it reads back from the state, so that a second replay compares like with like.
  private static Statement stored(Statement content) {
    try {
      return MessageCodec.read(
          StorableText.json(content).getBytes(StandardCharsets.UTF_8), Statement.class);
    } catch (IOException e) {
      throw new IllegalStateException("a statement does not read back", e);
    }
  }
}
