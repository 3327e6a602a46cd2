package dev.herald.crawler.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and writes the values that several tables hold.
final class Columns {
  private Columns() {}

  static Validators validators(ResultSet row) throws SQLException {
    return new Validators(
        Optional.ofNullable(row.getString("etag")),
        Optional.ofNullable(row.getString("last_modified")));
  }

  static <T> Optional<T> read(@Nullable String json, Class<T> type) {
    if (json == null) return Optional.empty();
    try {
      return Optional.of(MessageCodec.mapper().readValue(json, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the crawler's state holds JSON it cannot read", e);
    }
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
