package dev.herald.config.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The deterministic ids that make every repeat harmless.
public final class Hashes {
  private static final int ID_CHARS = 32;

  private Hashes() {}

  /// Id of the statement first known by this canonical URL: 32 hex digits.
  public static String statementId(String canonicalUrl) {
    return id("statement", canonicalUrl);
  }

  /// Id of one revision: 32 hex digits.
  public static String revisionId(String statementId, int number, String fingerprint) {
    return id("revision", statementId, Integer.toString(number), fingerprint);
  }

  /// Id of the delivery of one match to one channel: 32 hex digits; repeats carry the same.
  public static String deliveryId(String ruleId, String revisionId, String channel) {
    return id("delivery", ruleId, revisionId, channel);
  }

  /// SHA-256 in lower-case hex.
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static String id(String... parts) {
    byte[] bytes = String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8);
    return sha256(bytes).substring(0, ID_CHARS);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
