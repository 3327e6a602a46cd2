/// What a publisher's robots.txt lets us ask (RFC 9309), per robots authority, with the reason.
@NullMarked
package dev.herald.crawler.robots;

import org.jspecify.annotations.NullMarked;
