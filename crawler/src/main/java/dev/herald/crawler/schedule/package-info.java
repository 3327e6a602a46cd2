/// When sources are visited: Quartz behind a small interface, one job per robots authority.
@NullMarked
package dev.herald.crawler.schedule;

import org.jspecify.annotations.NullMarked;
