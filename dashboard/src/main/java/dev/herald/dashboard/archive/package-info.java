/// The page of an archived answer, where a selector can be tried on it.
@NullMarked
package dev.herald.dashboard.archive;

import org.jspecify.annotations.NullMarked;
