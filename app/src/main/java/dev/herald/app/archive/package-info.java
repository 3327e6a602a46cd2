/// The archive as the dashboard shows it: answers of a moment, and selectors tried on them.
@NullMarked
package dev.herald.app.archive;

import org.jspecify.annotations.NullMarked;
