package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the numbers of bills, resolutions and documents that a statement prints. Every pattern is
/// bounded.
final class ReferenceFinder {
  private static final int MOST_REFERENCES = 50;
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?=[ABCDHJNPSn\\d№])(?<![\\p{L}\\p{N}])(?:" // the first is there for speed alone
              + "[AS]/(?:RES|C\\.\\d|HRC|PV\\.?)/[\\w./-]{1,30}\\w" // United Nations
              + "|(?:COM|SWD|JOIN|SEC)\\(\\d{4}\\) ?\\d{1,4}" // European Commission
              + "|\\d{4}/\\d{4}\\((?:COD|NLE|CNS|INI|APP|RSP|BUD|DEC|REG)\\)" // EU procedures
              + "|(?:H\\.R\\.|H\\. ?Res\\.|S\\. ?Res\\.|S\\.) ?\\d{1,5}" // United States Congress
              + "|(?:Drucksache|BT-Drs\\.|BR-Drs\\.|Drs\\.) ?\\d{1,3}/\\d{1,6}" // Germany
              + "|(?:Dir\\.|SOU|Prop\\.) \\d{4}(?:/\\d{2})?:\\d{1,4}" // Sweden
              + "|(?:No\\.|№|Nº|N°|Nr\\.|no\\.) ?\\d{1,5}(?:[-/]\\p{L}{0,6}\\d{0,5}){1,3}"
              + ")");

  private ReferenceFinder() {}

  /// The numbers in title and body, as printed, each once, in order.
  static List<String> find(String title, List<Block> blocks) {
    Set<String> found = new LinkedHashSet<>();
    collect(title, found);
    for (Block block : blocks) if (block.zone().isBody()) collect(block.text(), found);
    return List.copyOf(found);
  }

  private static void collect(String text, Set<String> found) {
    Matcher matcher = NUMBER.matcher(text);
    while (found.size() < MOST_REFERENCES && matcher.find()) found.add(matcher.group());
  }
}
