package dev.herald.app.office;

import java.time.Instant;
import java.util.Optional;
import okio.ByteString;

/// An answer before faults, conditions and compression.
///
/// @param contentType value of the header
/// @param location where a redirect goes
/// @param changedAt when the document last changed, where that is known
record Reply(
    int status,
    String contentType,
    Optional<String> location,
    Optional<Instant> changedAt,
    ByteString body) {

  static Reply of(int status, String contentType, ByteString body) {
    return new Reply(status, contentType, Optional.empty(), Optional.empty(), body);
  }

  static Reply redirect(String location) {
    return new Reply(301, "text/plain", Optional.of(location), Optional.empty(), ByteString.EMPTY);
  }

  Reply changedAt(Instant at) {
    return new Reply(status, contentType, location, Optional.of(at), body);
  }

  String etag() {
    return "\"" + body.sha256().hex().substring(0, 20) + "\"";
  }
}
