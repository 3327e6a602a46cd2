/// Web pages and HTTP API over what is stored: [DashboardServer] is the door.
///
/// In come the read side of the indexer, the configured sources and facts about the engines; out go
/// HTML pages, JSON, server-sent events and metrics.
@NullMarked
package dev.herald.dashboard;

import org.jspecify.annotations.NullMarked;
