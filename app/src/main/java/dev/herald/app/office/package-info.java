/// The demo press office: invented institutions on loopback that publish, edit and withdraw as real
/// ones do. In go options; out come pages, feeds and sitemaps, and the oracle of what is true.
@NullMarked
package dev.herald.app.office;

import org.jspecify.annotations.NullMarked;
