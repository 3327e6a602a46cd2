/// Wires the roles together by hand: which parts run in this process, in which order they start and
/// stop.
@NullMarked
package dev.herald.app.run;

import org.jspecify.annotations.NullMarked;
