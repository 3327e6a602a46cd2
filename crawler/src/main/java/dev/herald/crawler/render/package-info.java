/// Renders pages whose text is only there once their scripts have run.
///
/// In comes a request that says so; out goes the answer as it came, with the document that Chromium
/// made of it. Chromium asks nobody: the page and what its scripts want is handed to it, fetched as
/// everything else is. It is started at the first such page and ends with the crawler.
@NullMarked
package dev.herald.crawler.render;

import org.jspecify.annotations.NullMarked;
