/// What all pages share: rendering of templates, the frame around each page, times and names as
/// people read them, forms and query strings.
///
/// In come view records, out goes HTML; nothing here reads or stores.
@NullMarked
package dev.herald.dashboard.page;

import org.jspecify.annotations.NullMarked;
