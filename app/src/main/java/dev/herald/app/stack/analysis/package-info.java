/// The small module that gives the embedded Elasticsearch the language analyzers it ships without.
///
/// Runs inside the server, so it may use the JDK, Lucene, Elasticsearch and
/// `dev.herald.config.language` alone.
@NullMarked
package dev.herald.app.stack.analysis;

import org.jspecify.annotations.NullMarked;
