package dev.herald.crawler.charset;

import java.nio.charset.Charset;

/// Text and how its charset was known.
///
/// @param text without byte order mark
/// @param charset used
/// @param how `bom`, `http`, `meta`, `xml`, `utf-8` (valid as such), `detected` or `default`
public record Decoded(String text, Charset charset, String how) {}
