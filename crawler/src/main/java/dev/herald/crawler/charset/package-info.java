/// From bytes to text as the Encoding Standard says, and by content where nothing is said.
///
/// In: the bytes of an answer, its `Content-Type`, and the languages its source publishes in. Out:
/// text, the charset that read it and what decided. Labels and the search for a page's own
/// declaration follow the standards; bytes that declare nothing and are not UTF-8 are read by every
/// encoding of the source's languages, and the reading closest to their alphabets is taken.
@NullMarked
package dev.herald.crawler.charset;

import org.jspecify.annotations.NullMarked;
