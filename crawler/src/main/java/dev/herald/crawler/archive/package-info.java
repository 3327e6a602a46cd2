/// Keeps every raw response as evidence, in WARC files that any WARC tool reads.
@NullMarked
package dev.herald.crawler.archive;

import org.jspecify.annotations.NullMarked;
