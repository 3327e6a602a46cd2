package dev.herald.crawler.evidence;

import dev.herald.config.message.Hashes;
import dev.herald.crawler.archive.WarcArchive.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import okio.ByteString;

/// The files of a bundle as they are written, with their digests.
final class BundleFiles {
  private final ZipOutputStream zip;
  private final Map<String, String> digests = new TreeMap<>();
  private final Map<Location, String> exchanges = new HashMap<>();
  private final Map<String, String> heads = new HashMap<>();

  BundleFiles(OutputStream out) {
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  void add(String name, byte[] bytes) throws IOException {
    digests.put(name, Hashes.sha256(bytes));
    put(name, bytes);
  }

  private void put(String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /// Adds an exchange once, with its headers as text beside.
  ///
  /// @return the file's name
  String addExchange(Location place, ByteString records) throws IOException {
    String known = exchanges.get(place);
    if (known != null) return known;
    String stem = "%04d".formatted(exchanges.size() + 1);
    String name = "exchanges/" + stem + ".warc.gz";
    add(name, records.toByteArray());
    String head = head(records);
    add("headers/" + stem + ".txt", head.getBytes(StandardCharsets.UTF_8));
    exchanges.put(place, name);
    heads.put(name, head);
    return name;
  }

  private static String head(ByteString records) throws IOException {
    List<String> parts = new ArrayList<>();
    for (ExchangeRecords record : ExchangeRecords.read(records))
      parts.add(
          "%s, %s%n%s%n"
              .formatted(
                  record.type(),
                  record.header("WARC-Date").orElse("no date"),
                  record.head().strip()));
    return String.join("\n", parts).replace("\r", "");
  }

  /// The headers of each exchange, by its file.
  Map<String, String> heads() {
    return heads;
  }

  Map<String, String> digests() {
    return digests;
  }

  /// Writes the manifest and ends the archive; the stream below stays open.
  void finish(Manifest manifest) throws IOException {
    put(Manifest.NAME, BundleWriter.json(manifest));
    zip.finish();
  }
}
