/// Tells the language of a text, among those a source publishes in.
@NullMarked
package dev.herald.crawler.language;

import org.jspecify.annotations.NullMarked;
