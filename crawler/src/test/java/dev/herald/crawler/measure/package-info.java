/// Measures extraction against pages and printed dates of which people wrote down what they say.
///
/// In comes the folder of a corpus; out go figures. The tests hold them above their floors, the
/// benchmarks print them beside those of other extractors.
@NullMarked
package dev.herald.crawler.measure;

import org.jspecify.annotations.NullMarked;
