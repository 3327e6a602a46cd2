/// The search page: a query and facets in, statements with a timeline out.
@NullMarked
package dev.herald.dashboard.search;

import org.jspecify.annotations.NullMarked;
