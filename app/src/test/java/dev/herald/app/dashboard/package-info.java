/// The dashboard in a real browser over real engines.
@NullMarked
package dev.herald.app.dashboard;

import org.jspecify.annotations.NullMarked;
