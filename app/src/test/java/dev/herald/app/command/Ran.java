package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/// A `herald` command that was run in this process.
///
/// @param code its exit code
/// @param out what it wrote to stdout
/// @param err what it wrote to stderr
public record Ran(int code, String out, String err) {
  /// Runs a command to its end.
  public static Ran of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Commands.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /// Its output as JSON; fails if it did not succeed.
  public JsonNode json() throws IOException {
    assertThat(code).as(err).isEqualTo(ExitCode.OK);
    return MessageCodec.mapper().readTree(out);
  }
}
