/// From a page to the record: a pure function of bytes, URL and hints.
@NullMarked
package dev.herald.crawler.extract;

import org.jspecify.annotations.NullMarked;
