/// From bytes to text as the WHATWG Encoding Standard says, and by content where nothing is said.
@NullMarked
package dev.herald.crawler.charset;

import org.jspecify.annotations.NullMarked;
