/// The pages of sources: how each is doing, what its visits did, when it is due.
@NullMarked
package dev.herald.dashboard.source;

import org.jspecify.annotations.NullMarked;
