package dev.herald.crawler.evidence;

import okio.ByteString;

/// Ties a statement's revisions together: each link is SHA-256 over the link before it (32 zero
/// bytes before the first) and the revision's canonical JSON. None can be changed, dropped from the
/// middle or put in without changing every link after it.
final class HashChain {
  /// What stands before the first link.
  static final ByteString START = ByteString.of(new byte[32]);

  private HashChain() {}

  static ByteString next(ByteString link, byte[] canonicalRevision) {
    return new Sha256().add(link).add(ByteString.of(canonicalRevision)).sum();
  }
}
