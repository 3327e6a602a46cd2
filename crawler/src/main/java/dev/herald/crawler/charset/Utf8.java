package dev.herald.crawler.charset;

/// Counts what is UTF-8 in bytes, by the decoder of the Encoding Standard (section 8.1.1).
///
/// @param sequences well-formed sequences of two bytes and more
/// @param errors bytes that begin no well-formed sequence
record Utf8(int sequences, int errors) {

  static Utf8 count(byte[] bytes) {
    int sequences = 0;
    int errors = 0;
    int at = 0;
    while (at < bytes.length) {
      int lead = bytes[at] & 0xFF;
      if (lead < 0x80) {
        at++;
        continue;
      }
      int length = length(bytes, at, lead);
      // A body cut at its bound may end inside a sequence; that is no error of the publisher's.
      if (length == 0 && at + 3 >= bytes.length && sequences > 0) break;
      if (length == 0) {
        errors++;
        at++;
      } else {
        sequences++;
        at += length;
      }
    }
    return new Utf8(sequences, errors);
  }

  boolean isAscii() {
    return sequences == 0 && errors == 0;
  }

  /// Nothing but UTF-8.
  boolean isClean() {
    return sequences > 0 && errors == 0;
  }

  /// UTF-8 with a few broken bytes, as from a template that cuts texts by bytes.
  boolean isMostly() {
    return errors * 20L <= sequences;
  }

  private static int length(byte[] bytes, int at, int lead) {
    int need =
        lead >= 0xC2 && lead <= 0xDF
            ? 1
            : lead >> 4 == 0xE ? 2 : lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
    if (need == 0 || at + need > bytes.length - 1) return 0;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (int i = 1; i <= need; i++) {
      int next = bytes[at + i] & 0xFF;
      if (next < (i == 1 ? low : 0x80) || next > (i == 1 ? high : 0xBF)) return 0;
    }
    return need + 1;
  }
}
