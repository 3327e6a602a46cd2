/// One HTTP exchange and its outcome, within the bounds and manners that the design sets.
@NullMarked
package dev.herald.crawler.fetch;

import org.jspecify.annotations.NullMarked;
