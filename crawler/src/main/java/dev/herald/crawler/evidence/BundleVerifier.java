package dev.herald.crawler.evidence;

import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.crawler.evidence.Manifest.Exchange;
import dev.herald.crawler.evidence.Verdict.Check;
import dev.herald.crawler.publish.Fingerprint;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;

/// Checks a bundle offline: nothing but the file is read, nothing is believed that can be computed.
///
/// For one bundle and one thread: `new BundleVerifier().verify(file)`.
public final class BundleVerifier {
  private final List<Check> checks = new ArrayList<>();
  private final Findings findings = new Findings();

  /// What one check does; a broken bundle may make it throw.
  private interface Test {
    /// What is wrong; empty if nothing is.
    Optional<String> run() throws IOException;
  }

  /// Checks everything that a bundle says.
  ///
  /// @throws IOException if there is no bundle to check: no ZIP file, no manifest in it, or one of
  ///   another format
  public Verdict verify(Path file) throws IOException {
    try (BundleZip zip = open(file)) {
      return verify(zip, manifest(zip));
    }
  }

  private static BundleZip open(Path file) throws IOException {
    try {
      return BundleZip.open(file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException("is no bundle: " + e.getMessage(), e);
    }
  }

  private static Manifest manifest(BundleZip zip) throws IOException {
    try {
      byte[] json = zip.get(Manifest.NAME).toByteArray();
      if (json.length > Manifest.MOST_BYTES)
        throw new IOException(
            "%s is over the limit of %d bytes".formatted(Manifest.NAME, Manifest.MOST_BYTES));
      // First of all: what another format says may not be what this one would read in it.
      String format = MessageCodec.mapper().readTree(json).path("format").asText();
      if (!format.equals(Manifest.FORMAT))
        throw new IOException(
            "its format is '%s', and this Herald reads %s".formatted(format, Manifest.FORMAT));
      return MessageCodec.read(json, Manifest.class);
    } catch (IOException | RuntimeException e) {
      throw new IOException("is no bundle that can be checked: " + e.getMessage(), e);
    }
  }

  private Verdict verify(BundleZip zip, Manifest manifest) {
    check("every file is what the manifest says", () -> files(zip, manifest));
    check("the revisions form one hash chain", () -> chain(zip, manifest));
    check("the manifest names their statement", () -> named(zip, manifest));
    for (Manifest.Entry entry : manifest.revisions()) revision(zip, manifest, entry);
    for (LocalDate day : findings.roots.keySet()) {
      check("the root of " + day + " is as it was written", () -> root(zip, day));
      if (zip.has(BundleExchanges.stampFile(day)))
        check("the root of " + day + " is time-stamped", () -> stamp(zip, day));
    }
    boolean holds = checks.stream().allMatch(Check::holds);
    return new Verdict(
        checks, holds ? findings.proven(manifest) : List.of(), findings.notProven(manifest));
  }

  private void revision(BundleZip zip, Manifest manifest, Manifest.Entry entry) {
    String name = "revision %d".formatted(entry.number());
    check(name + ": its record is consistent", () -> record(zip, manifest, entry));
    if (entry.body().isPresent())
      check(name + ": the raw bytes are those it names", () -> body(zip, entry));
    for (Exchange exchange : entry.exchanges()) {
      String what = "%s: %s".formatted(name, exchange.file());
      check(what + ": every digest in the WARC records is right", () -> warc(zip, exchange));
      switch (exchange.role()) {
        case EVIDENCE ->
            check(
                what + ": it carried those bytes from that address, as the revision tells",
                () -> served(zip, entry, exchange));
        case ORIGINAL ->
            check(what + ": it holds those bytes", () -> original(zip, entry, exchange));
        case ATTACHMENT ->
            check(what + ": it brought an attachment", () -> attached(zip, entry, exchange));
        case CHECK -> {}
      }
      if (exchange.proof().isPresent())
        check(what + ": it is under the day's root", () -> proof(zip, exchange));
    }
  }

  private void check(String what, Test test) {
    Optional<String> wrong;
    try {
      wrong = test.run();
    } catch (IOException | RuntimeException e) {
      // A bundle that was tampered with may break any reader on the way; that is the finding.
      wrong = Optional.of(String.valueOf(e.getMessage()));
    }
    checks.add(new Check(what, wrong.isEmpty(), wrong.orElse("")));
  }

  private static Optional<String> files(BundleZip zip, Manifest manifest) throws IOException {
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      String found = Hashes.sha256(zip.get(file.getKey()).toByteArray());
      if (!found.equals(file.getValue()))
        return Optional.of("%s has SHA-256 %s".formatted(file.getKey(), found));
    }
    return zip.names().stream()
        .filter(name -> !name.equals(Manifest.NAME) && !manifest.files().containsKey(name))
        .findFirst()
        .map(name -> name + " is not in the manifest");
  }

  private static Optional<String> chain(BundleZip zip, Manifest manifest) throws IOException {
    if (manifest.revisions().isEmpty()) return Optional.of("there is no revision");
    ByteString link = HashChain.START;
    int before = 0;
    for (Manifest.Entry entry : manifest.revisions()) {
      link = HashChain.next(link, zip.get(entry.file()).toByteArray());
      if (!link.hex().equals(entry.link()))
        return Optional.of("the link of revision %d is %s".formatted(entry.number(), link.hex()));
      if (entry.number() <= before)
        return Optional.of("revision %d stands after %d".formatted(entry.number(), before));
      before = entry.number();
    }
    return Optional.empty();
  }

  private static Optional<String> named(BundleZip zip, Manifest manifest) throws IOException {
    if (manifest.revisions().isEmpty()) return Optional.of("there is no revision");
    return equal(manifest.url(), revision(zip, manifest.revisions().getLast()).statement().url());
  }

  private static Revision revision(BundleZip zip, Manifest.Entry entry) throws IOException {
    return MessageCodec.read(zip.get(entry.file()).toByteArray(), Revision.class);
  }

  private static Optional<String> record(BundleZip zip, Manifest manifest, Manifest.Entry entry)
      throws IOException {
    ByteString json = zip.get(entry.file());
    byte[] canonical = CanonicalJson.of(MessageCodec.mapper().readTree(json.toByteArray()));
    if (!json.equals(ByteString.of(canonical))) return Optional.of("it is not canonical JSON");
    Revision revision = revision(zip, entry);
    var statement = revision.statement();
    return equal(manifest.statementId(), statement.id())
        .or(() -> equal(entry.number(), revision.number()))
        .or(
            () ->
                equal(
                    Fingerprint.of(statement.title(), statement.blocks()), revision.fingerprint()))
        .or(
            () ->
                equal(
                    Hashes.revisionId(statement.id(), revision.number(), revision.fingerprint()),
                    revision.revisionId()));
  }

  private Optional<String> body(BundleZip zip, Manifest.Entry entry) throws IOException {
    findings.bodies++;
    return equal(
        revision(zip, entry).statement().evidence().sha256(),
        Hashes.sha256(zip.get(entry.body().orElse("")).toByteArray()));
  }

  private Optional<String> warc(BundleZip zip, Exchange exchange) throws IOException {
    findings.exchanges++;
    List<ExchangeRecords> records = ExchangeRecords.read(zip.get(exchange.file()));
    if (records.isEmpty()) return Optional.of("it holds no record");
    for (ExchangeRecords record : records)
      if (!record.blockIsWhole() || !record.payloadIsWhole())
        return Optional.of("the %s record was changed".formatted(record.type()));
    return Optional.empty();
  }

  private Optional<String> served(BundleZip zip, Manifest.Entry entry, Exchange exchange)
      throws IOException {
    findings.served++;
    Evidence evidence = revision(zip, entry).statement().evidence();
    List<ExchangeRecords> records = ExchangeRecords.read(zip.get(exchange.file()));
    ExchangeRecords answer = ExchangeRecords.answer(records);
    return equal(Optional.of(evidence.sha256()), answer.payloadSha256())
        .or(() -> equal(Optional.of(evidence.url()), answer.header("WARC-Target-URI")))
        .or(() -> equal(Optional.of(evidence.status()), answer.status()))
        .or(
            () ->
                equal(
                    Optional.of(second(evidence.fetchedAt())),
                    answer.date().map(BundleVerifier::second)))
        .or(() -> equal(Optional.of(evidence.robots()), ExchangeRecords.robots(records)))
        .or(() -> equal(evidence.warcFile(), Optional.of(exchange.warcFile())))
        .or(() -> equal(evidence.warcOffset(), exchange.warcOffset()));
  }

  /// Other tools may write the dates of their records without fractions.
  private static Instant second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Optional<String> original(BundleZip zip, Manifest.Entry entry, Exchange exchange)
      throws IOException {
    Optional<String> named = Optional.of(revision(zip, entry).statement().evidence().sha256());
    ExchangeRecords answer = ExchangeRecords.answer(ExchangeRecords.read(zip.get(exchange.file())));
    return equal("response", answer.type()).or(() -> equal(named, answer.payloadSha256()));
  }

  private static Optional<String> attached(BundleZip zip, Manifest.Entry entry, Exchange exchange)
      throws IOException {
    Optional<String> payload =
        ExchangeRecords.answer(ExchangeRecords.read(zip.get(exchange.file()))).payloadSha256();
    boolean named =
        revision(zip, entry).statement().attachments().stream()
            .anyMatch(a -> a.sha256().isPresent() && a.sha256().equals(payload));
    return named ? Optional.empty() : Optional.of("the revision names no file with these bytes");
  }

  private Optional<String> proof(BundleZip zip, Exchange exchange) throws IOException {
    DayRoot.Proof proof = exchange.proof().orElseThrow();
    DayRoot first = findings.roots.merge(proof.day().date(), proof.day(), (one, _) -> one);
    if (!first.equals(proof.day()))
      return Optional.of("another exchange names another root of " + first.date());
    if (!proof.day().files().contains(exchange.warcFile()))
      return Optional.of("that root does not cover " + exchange.warcFile());
    findings.proofs++;
    return proof.holds(zip.get(exchange.file()))
        ? Optional.empty()
        : Optional.of("the path does not lead to the root " + first.root());
  }

  private Optional<String> root(BundleZip zip, LocalDate day) throws IOException {
    byte[] stored = zip.get(BundleExchanges.rootFile(day)).toByteArray();
    return equal(
        Optional.ofNullable(findings.roots.get(day)),
        Optional.of(MessageCodec.read(stored, DayRoot.class)));
  }

  private Optional<String> stamp(BundleZip zip, LocalDate day) throws IOException {
    findings.stamps.put(
        day,
        Timestamp.read(
            zip.get(BundleExchanges.stampFile(day)).toByteArray(),
            zip.get(BundleExchanges.rootFile(day)).toByteArray()));
    return Optional.empty();
  }

  private static Optional<String> equal(Object expected, Object found) {
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of("%s was expected, %s was found".formatted(expected, found));
  }
}
