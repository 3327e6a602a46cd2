package dev.herald.crawler.evidence;

import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.crawler.evidence.Manifest.Exchange;
import dev.herald.crawler.evidence.Manifest.Role;
import dev.herald.crawler.evidence.Verdict.Check;
import dev.herald.crawler.publish.Fingerprint;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okio.ByteString;

/// Checks a bundle offline: nothing but the file is read, nothing is believed that can be computed.
///
/// For one bundle and one thread: `new BundleVerifier().verify(file)`.
public final class BundleVerifier {
  private final List<Check> checks = new ArrayList<>();
  private final Map<LocalDate, DayRoot> rootsByDay = new TreeMap<>();
  private final Map<LocalDate, Timestamp> stamps = new TreeMap<>();
  private int bodies;
  private int served;
  private int proofs;
  private int exchanges;

  /// What one check does; a broken bundle may make it throw.
  private interface Test {
    /// What is wrong; empty if nothing is.
    Optional<String> run() throws IOException;
  }

  /// Checks everything that a bundle says.
  ///
  /// @throws IOException if there is no bundle to check: no ZIP file, or no manifest in it
  public Verdict verify(Path file) throws IOException {
    BundleZip zip;
    Manifest manifest;
    try {
      zip = BundleZip.read(file);
      manifest = MessageCodec.read(zip.get(Manifest.NAME).toByteArray(), Manifest.class);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException("is no bundle: " + e.getMessage(), e);
    }
    check("the format is " + Manifest.FORMAT, () -> equal(Manifest.FORMAT, manifest.format()));
    check("every file is what the manifest says", () -> files(zip, manifest));
    check("the revisions form one hash chain", () -> chain(zip, manifest));
    for (Manifest.Entry entry : manifest.revisions()) {
      String name = "revision %d".formatted(entry.number());
      check(name + ": its record is consistent", () -> record(zip, manifest, entry));
      if (entry.body().isPresent())
        check(name + ": the raw bytes are those it names", () -> body(zip, entry));
      for (Exchange exchange : entry.exchanges()) {
        String what = "%s: %s".formatted(name, exchange.file());
        check(what + ": every digest in the WARC records is right", () -> warc(zip, exchange));
        if (exchange.role() == Role.EVIDENCE)
          check(
              what + ": it carried those bytes from that address",
              () -> served(zip, entry, exchange));
        if (exchange.role() == Role.ATTACHMENT)
          check(what + ": it brought an attachment", () -> attached(zip, entry, exchange));
        if (exchange.proof().isPresent())
          check(what + ": it is under the day's root", () -> proof(zip, exchange));
      }
    }
    for (LocalDate day : rootsByDay.keySet()) {
      check("the root of " + day + " is as it was written", () -> root(zip, day));
      if (zip.find(BundleExchanges.stampFile(day)).isPresent())
        check("the root of " + day + " is time-stamped", () -> stamp(zip, day));
    }
    boolean holds = checks.stream().allMatch(Check::holds);
    return new Verdict(checks, holds ? proven(manifest) : List.of(), notProven(manifest));
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
    return zip.all().keySet().stream()
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
    bodies++;
    return equal(
        revision(zip, entry).statement().evidence().sha256(),
        Hashes.sha256(zip.get(entry.body().orElse("")).toByteArray()));
  }

  private Optional<String> warc(BundleZip zip, Exchange exchange) throws IOException {
    exchanges++;
    List<ExchangeRecords> records = ExchangeRecords.read(zip.get(exchange.file()));
    if (records.isEmpty()) return Optional.of("it holds no record");
    for (ExchangeRecords record : records)
      if (!record.blockIsWhole() || !record.payloadIsWhole())
        return Optional.of("the %s record was changed".formatted(record.type()));
    return Optional.empty();
  }

  private Optional<String> served(BundleZip zip, Manifest.Entry entry, Exchange exchange)
      throws IOException {
    served++;
    Evidence evidence = revision(zip, entry).statement().evidence();
    ExchangeRecords answer = ExchangeRecords.read(zip.get(exchange.file())).getFirst();
    return equal(Optional.of(evidence.sha256()), answer.payloadSha256())
        .or(() -> equal(Optional.of(evidence.url()), answer.header("WARC-Target-URI")))
        .or(() -> equal(evidence.warcFile(), Optional.of(exchange.warcFile())))
        .or(() -> equal(evidence.warcOffset(), exchange.warcOffset()));
  }

  private static Optional<String> attached(BundleZip zip, Manifest.Entry entry, Exchange exchange)
      throws IOException {
    Optional<String> payload =
        ExchangeRecords.read(zip.get(exchange.file())).getFirst().payloadSha256();
    boolean named =
        revision(zip, entry).statement().attachments().stream()
            .anyMatch(a -> a.sha256().isPresent() && a.sha256().equals(payload));
    return named ? Optional.empty() : Optional.of("the revision names no file with these bytes");
  }

  private Optional<String> proof(BundleZip zip, Exchange exchange) throws IOException {
    DayRoot.Proof proof = exchange.proof().orElseThrow();
    DayRoot first = rootsByDay.merge(proof.day().date(), proof.day(), (one, _) -> one);
    if (!first.equals(proof.day()))
      return Optional.of("another exchange names another root of " + first.date());
    proofs++;
    return proof.holds(zip.get(exchange.file()))
        ? Optional.empty()
        : Optional.of("the path does not lead to the root " + first.root());
  }

  private Optional<String> root(BundleZip zip, LocalDate day) throws IOException {
    byte[] stored = zip.get(BundleExchanges.rootFile(day)).toByteArray();
    return equal(
        Optional.ofNullable(rootsByDay.get(day)),
        Optional.of(MessageCodec.read(stored, DayRoot.class)));
  }

  private Optional<String> stamp(BundleZip zip, LocalDate day) throws IOException {
    stamps.put(
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

  private List<String> proven(Manifest manifest) {
    List<String> proven = new ArrayList<>();
    proven.add(
        "These %d revisions form one chain that ends in %s; who knows that link from before knows that none was changed, taken out or put in."
            .formatted(manifest.revisions().size(), manifest.revisions().getLast().link()));
    proven.add(
        "The raw bytes of %d of %d revisions are here, and are those that the revisions name."
            .formatted(bodies, manifest.revisions().size()));
    rootsByDay.forEach(
        (day, root) ->
            proven.add(
                "What is here of %s was in the archive when that day's root was made: %s; who knows that root from elsewhere knows that nothing was changed since."
                    .formatted(day, root.root())));
    stamps.forEach(
        (day, stamp) ->
            proven.add(
                "The root of %s existed at %s, says %s; whether that authority is to be trusted, its certificate in roots/%s.tsr decides."
                    .formatted(day, stamp.at(), stamp.authority(), day)));
    return proven;
  }

  private List<String> notProven(Manifest manifest) {
    List<String> not = new ArrayList<>();
    not.add(
        "That the publisher sent these bytes: answers over HTTP are not signed. It is the word of whoever ran this Herald.");
    not.add(
        stamps.isEmpty()
            ? "That the times are right: they are that Herald's clock."
            : "That the times are right to the second: they are that Herald's clock, and only the days' roots are time-stamped.");
    int last = manifest.revisions().isEmpty() ? 0 : manifest.revisions().getLast().number();
    not.add(
        manifest.revisions().size() == last
            ? "That there is no later revision."
            : "What the %d revisions that are not here say, and that there is no later one."
                .formatted(last - manifest.revisions().size()));
    not.add(
        "That index.html, headers/ and diffs/ show what revisions/ and exchanges/ say: they are for reading.");
    if (bodies < manifest.revisions().size())
      not.add(
          "What %d revisions were read from: their raw bytes are not in the bundle."
              .formatted(manifest.revisions().size() - bodies));
    if (served < bodies)
      not.add(
          "Where the raw bytes of %d revisions came from: no exchange that brought them is here."
              .formatted(bodies - served));
    if (proofs < exchanges)
      not.add(
          "When %d of %d exchanges came into the archive: no day's root covers them here."
              .formatted(exchanges - proofs, exchanges));
    return not;
  }
}
