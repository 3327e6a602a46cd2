/// What changed between two revisions, for people: the same on the statement's page and in the
/// evidence bundle.
///
/// In come two revisions, out go rows of text that say what was kept, put in and taken out, and
/// whether inside a quotation. Pure.
@NullMarked
package dev.herald.config.difference;

import org.jspecify.annotations.NullMarked;
