/// What a team edits, and the Java that reads it: `herald.yaml`, `sources/`, `rules/`.
///
/// In comes YAML; out go immutable records whose every value has been checked, or all problems at
/// once, each with file, line, path, what was found and what is expected. Nothing here imports
/// another part of Herald.
@NullMarked
package dev.herald.config;

import org.jspecify.annotations.NullMarked;
