package dev.herald.crawler.world;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement.Extraction;
import dev.herald.config.message.Zone;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.template.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.ByteString;

/// Pages of this world and their reader: a line for the title, a line for each paragraph.
final class Pages implements Extractor {
  private static final Extraction EXTRACTION = new Extraction("world", 1, Map.of());

  static ByteString statement(String office, int number, int version) {
    String words =
        IntStream.range(0, 12)
            .mapToObj(i -> "word" + number + "x" + i + "y" + office)
            .collect(Collectors.joining(" "));
    return ByteString.encodeUtf8(
        "Statement %d of %s\n%s\nThe text stands as of version %d of number %d, and no other was ever given to anybody.\n"
            .formatted(number, office, words, version, number));
  }

  /// A page with a counter under its text.
  static ByteString counted(ByteString page, long readers) {
    return ByteString.encodeUtf8("%sSeen by %,d readers so far\n".formatted(page.utf8(), readers));
  }

  static ByteString notFound() {
    return ByteString.encodeUtf8("Page not found\nSorry, nothing is here.\n");
  }

  static ByteString wall() {
    return ByteString.encodeUtf8("Before you go on\nPlease accept what we do with cookies.\n");
  }

  static ByteString feed(Office office, List<Integer> listed) {
    String items =
        listed.stream()
            .map(
                number ->
                    "<item><title>Statement %d</title><link>https://%s/%s/s/%d</link></item>"
                        .formatted(number, office.host, office.id, number))
            .collect(Collectors.joining());
    return ByteString.encodeUtf8(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Press</title>"
            + items
            + "</channel></rss>");
  }

  @Override
  public ExtractResult extract(PageContent page, Hints hints) {
    List<String> lines = page.bytes().utf8().lines().toList();
    return new ExtractResult.Extracted(
        lines.get(0),
        "en",
        PublicationTime.UNKNOWN,
        lines.stream().skip(1).map(line -> Block.of(Zone.PARAGRAPH, line)).toList(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Layout.NONE,
        EXTRACTION,
        Optional.empty(),
        Optional.empty());
  }
}
