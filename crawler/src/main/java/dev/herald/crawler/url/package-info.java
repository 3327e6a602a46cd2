/// Reads URLs as browsers do and gives each page one canonical URL.
///
/// In come strings from feeds, pages, redirects and configuration, all hostile; out go OkHttp
/// [okhttp3.HttpUrl]s, `http` or `https` only, whose host is the one a browser would ask.
@NullMarked
package dev.herald.crawler.url;

import org.jspecify.annotations.NullMarked;
