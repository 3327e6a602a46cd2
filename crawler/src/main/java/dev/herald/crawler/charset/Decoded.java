package dev.herald.crawler.charset;

import java.nio.charset.Charset;

/// A body as text.
///
/// @param text with U+FFFD where bytes mean nothing; without byte order mark
/// @param charset that read it
/// @param how what decided: `bom`, `http`, `meta`, `xml`, `utf-16`, `utf-8`, `ascii`, `language` or
///   `statistics`
public record Decoded(String text, Charset charset, String how) {}
