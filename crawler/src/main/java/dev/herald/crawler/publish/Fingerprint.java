package dev.herald.crawler.publish;

import dev.herald.config.message.Block;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Zone;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;

/// SHA-256 of a statement's normalised content: what tells an edit from noise.
///
/// Title, body and signature count; boilerplate and contacts do not. Unicode form, blanks, quote
/// marks and dashes are made equal first, because publishers' systems change those by themselves.
public final class Fingerprint {
  private Fingerprint() {}

  /// The fingerprint, 64 lower-case hex digits.
  public static String of(String title, List<Block> blocks) {
    StringBuilder content = new StringBuilder(normal(title));
    for (Block block : blocks)
      if (block.zone().isBody() || block.zone() == Zone.SIGNATURE)
        content.append(' ').append(normal(block.text()));
    return Hashes.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String normal(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder normal = new StringBuilder(composed.length());
    boolean blank = true;
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        if (!blank) normal.append(' ');
        blank = true;
      } else if (Character.getType(c) != Character.FORMAT && !Character.isISOControl(c)) {
        normal.append(plain(c));
        blank = false;
      }
    }
    return normal.toString().strip();
  }

  private static char plain(char c) {
    return switch (c) {
      case '‘', '’', '‚', '‛', '`', '´', '‹', '›' -> '\'';
      case '“', '”', '„', '‟', '«', '»' -> '"';
      case '‐', '‑', '‒', '–', '—', '―', '−' -> '-';
      default -> c;
    };
  }
}
