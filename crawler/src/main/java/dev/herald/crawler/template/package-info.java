/// What a source's page template looks like, as its pages teach it: where on a page title, date,
/// body and signature stand, how often each held, and when the publisher replaced the design by
/// another one.
///
/// In comes the layout of each page as it was read; out go the template, which the extractor takes
/// as evidence and never as an order, and the redesigns it noticed. Pure: the caller keeps what is
/// learned.
@NullMarked
package dev.herald.crawler.template;

import org.jspecify.annotations.NullMarked;
