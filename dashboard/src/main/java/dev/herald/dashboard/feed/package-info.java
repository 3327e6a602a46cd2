/// Feeds of rules and sources, as Atom and JSON Feed, for readers outside the dashboard.
///
/// In come the latest events of statements, out go documents in which each statement is one entry
/// whose time, title and text change with every event.
@NullMarked
package dev.herald.dashboard.feed;

import org.jspecify.annotations.NullMarked;
