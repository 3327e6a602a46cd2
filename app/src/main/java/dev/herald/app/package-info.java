/// The `herald` program: where it starts.
@NullMarked
package dev.herald.app;

import org.jspecify.annotations.NullMarked;
