/// The page that publishes how complete the record is.
@NullMarked
package dev.herald.dashboard.completeness;

import org.jspecify.annotations.NullMarked;
