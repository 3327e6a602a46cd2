/// The page that makes a source of an address: looks, shows what it found, and adds it on consent.
///
/// In comes an address that somebody typed; out goes, through
/// [dev.herald.dashboard.addition.SourceDesk], a file in the config folder that the process runs
/// with.
@NullMarked
package dev.herald.dashboard.addition;

import org.jspecify.annotations.NullMarked;
