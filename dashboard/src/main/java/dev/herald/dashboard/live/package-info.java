/// Live updates: new statements of a search as server-sent events.
@NullMarked
package dev.herald.dashboard.live;

import org.jspecify.annotations.NullMarked;
