/// Reads the moment a publisher prints, in any language, calendar and order, and never invents one.
@NullMarked
package dev.herald.crawler.time;

import org.jspecify.annotations.NullMarked;
