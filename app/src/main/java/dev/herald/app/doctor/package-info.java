/// Looks at everything Herald needs and says what is wrong and what to do about it.
@NullMarked
package dev.herald.app.doctor;

import org.jspecify.annotations.NullMarked;
