/// The page of one incident: how it was before, how it is now, and the answers that prove both.
@NullMarked
package dev.herald.dashboard.incident;

import org.jspecify.annotations.NullMarked;
