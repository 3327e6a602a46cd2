/// Keeps every exchange as evidence, in WARC files that any WARC tool reads, with an index beside.
///
/// In comes what was asked and answered; out go WARC/1.1 files (`herald-….warc.gz`, request,
/// response or revisit, and what was decided about it), a CDXJ index beside each (`.cdxj`; while
/// its file is being written, `.cdxj.open`, with a `.lock`), and the way back from a place to the
/// bytes.
@NullMarked
package dev.herald.crawler.archive;

import org.jspecify.annotations.NullMarked;
