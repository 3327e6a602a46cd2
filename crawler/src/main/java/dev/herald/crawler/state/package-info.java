/// What the crawler remembers in PostgreSQL between visits: validators, the frontier, known
/// statements and what each source repeats.
@NullMarked
package dev.herald.crawler.state;

import org.jspecify.annotations.NullMarked;
