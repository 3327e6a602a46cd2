/// The pages of rules: the list, the form with its live check, what a rule matched and where its
/// deliveries went.
@NullMarked
package dev.herald.dashboard.rule;

import org.jspecify.annotations.NullMarked;
