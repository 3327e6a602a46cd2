/// The HTTP API under `/api/v1`, its OpenAPI document and the page that lists it.
///
/// One table of [Operation]s feeds the routes, the document and the page, so none can miss any.
@NullMarked
package dev.herald.dashboard.api;

import org.jspecify.annotations.NullMarked;
