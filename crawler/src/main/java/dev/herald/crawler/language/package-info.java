/// Tells the language of a text, among those a source publishes in.
///
/// In: plain text, the source's languages, and what the page says of itself. Out: a BCP 47 primary
/// subtag, or `und`. The script decides first, then OpenNLP's model of 103 languages, then words
/// that tell close relatives apart (`telling-words.txt`) or belong to languages the model was not
/// taught (`function-words.txt`).
@NullMarked
package dev.herald.crawler.language;

import org.jspecify.annotations.NullMarked;
