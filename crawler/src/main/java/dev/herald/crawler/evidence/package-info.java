/// Evidence that stands without Herald: a bundle of one statement's revisions with the raw bytes
/// behind them, a hash chain over the revisions, and the day's Merkle root over all evidence.
///
/// In come revisions and the archive; out goes a ZIP file that a person can read (`index.html`) and
/// a program can check offline, and `roots/DATE.json` for each day that is over.
@NullMarked
package dev.herald.crawler.evidence;

import org.jspecify.annotations.NullMarked;
