/// Benchmarks of the whole product: each starts what it measures, prints one table, and stops it.
@NullMarked
package dev.herald.bench;

import org.jspecify.annotations.NullMarked;
