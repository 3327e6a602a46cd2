/// The commands of the `herald` program.
///
/// Data goes to standard output, as text for people or with `--json` for programs; messages go to
/// standard error; exit codes are those of [ExitCode].
@NullMarked
package dev.herald.app.command;

import org.jspecify.annotations.NullMarked;
