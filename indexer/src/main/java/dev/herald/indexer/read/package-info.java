/// The read side: everything the dashboard and the command line ask of what is stored.
@NullMarked
package dev.herald.indexer.read;

import org.jspecify.annotations.NullMarked;
