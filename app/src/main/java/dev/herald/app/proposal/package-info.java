/// From one address to a source: finds where statements are listed, reads ten of them, and proposes
/// a source file with what is known, likely and assumed.
///
/// In comes an address; out goes a [dev.herald.app.proposal.Proposal], or why there is none and
/// what to do. Fetching goes through the crawler's guarded fetcher; only
/// [dev.herald.app.proposal.SourceFolder] writes, and never over a file.
@NullMarked
package dev.herald.app.proposal;

import org.jspecify.annotations.NullMarked;
