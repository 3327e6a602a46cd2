/// One institution's press room as a team configures it in `sources/*.yaml`.
@NullMarked
package dev.herald.config.source;

import org.jspecify.annotations.NullMarked;
