package dev.herald.crawler.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.netpreserve.jwarc.URIs;

/// One line of a CDXJ index: a record of the archive and where it is.
///
/// The keys that any CDXJ reader knows (`url`, `mime`, `status`, `digest`, `length`, `offset`,
/// `filename`) stand first; `at`, `wire` and `robots` are Herald's own.
///
/// @param url what was asked, or was not asked because robots.txt forbids it
/// @param at when the request was sent
/// @param mime of the answer; [#REVISIT] where the body is in an earlier record; [#REFUSAL] where
///   nobody was asked; [#NO_ANSWER] where nobody answered
/// @param status HTTP status; 0 without an answer
/// @param sha256 lower-case hex of the body; empty if there was none
/// @param length bytes of the record in the file
/// @param offset of the record in the file
/// @param file name inside the archive folder
/// @param wireBytes of the body, as it was sent
/// @param robots the decision, the rule it rests on, and what the answer itself asked of robots
public record IndexLine(
    String url,
    Instant at,
    String mime,
    int status,
    Optional<String> sha256,
    long length,
    long offset,
    String file,
    long wireBytes,
    String robots) {
  /// As other CDXJ writers call a revisit.
  public static final String REVISIT = "warc/revisit";

  /// The media type of the record that says why a URL was not asked.
  public static final String REFUSAL = "application/warc-fields";

  /// The kind of a record that says which request got no answer that could be kept.
  public static final String NO_ANSWER = "warc/no-answer";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Whether nobody was asked.
  public boolean isRefusal() {
    return status == 0 && mime.equals(REFUSAL);
  }

  /// Whether it is of an answer.
  public boolean isAnswer() {
    return status != 0;
  }

  /// SURT key, 14-digit time, JSON; no line break.
  public String format() {
    ObjectNode json = MessageCodec.mapper().createObjectNode();
    json.put("url", url).put("mime", mime);
    if (status != 0) json.put("status", Integer.toString(status));
    sha256.ifPresent(hex -> json.put("digest", "sha256:" + hex));
    json.put("length", Long.toString(length))
        .put("offset", Long.toString(offset))
        .put("filename", file)
        .put("at", at.toString())
        .put("wire", Long.toString(wireBytes))
        .put("robots", robots);
    return URIs.toNormalizedSurt(url) + " " + STAMP.format(at) + " " + json;
  }

  /// Reads a line that [#format] wrote; empty if it is torn or not ours.
  public static Optional<IndexLine> find(String line) {
    int brace = line.indexOf('{');
    if (brace < 0) return Optional.empty();
    try {
      JsonNode json = MessageCodec.mapper().readTree(line.substring(brace));
      return Optional.of(
          new IndexLine(
              json.path("url").asText(),
              Instant.parse(json.path("at").asText()),
              json.path("mime").asText(),
              json.path("status").asInt(),
              Optional.of(json.path("digest").asText())
                  .filter(digest -> digest.startsWith("sha256:"))
                  .map(digest -> digest.substring("sha256:".length())),
              json.path("length").asLong(),
              json.path("offset").asLong(),
              json.path("filename").asText(),
              json.path("wire").asLong(),
              json.path("robots").asText()));
    } catch (JsonProcessingException | DateTimeException e) {
      // A line torn by a crash says nothing; the index is made anew from the file at the next
      // start.
      return Optional.empty();
    }
  }
}
