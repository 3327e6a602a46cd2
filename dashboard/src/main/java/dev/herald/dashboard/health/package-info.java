/// Probes and metrics for those who run Herald.
@NullMarked
package dev.herald.dashboard.health;

import org.jspecify.annotations.NullMarked;
