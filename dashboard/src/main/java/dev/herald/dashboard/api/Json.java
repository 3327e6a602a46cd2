package dev.herald.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.herald.config.message.MessageCodec;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;

/// JSON in and out, as the message contract writes it.
final class Json {
  private Json() {}

  static void write(Context ctx, Object value) {
    ctx.contentType("application/json").result(MessageCodec.write(value));
  }

  /// @throws BadRequestResponse if the body is not JSON of that type
  static <T> T read(Context ctx, Class<T> type) {
    try {
      T value = MessageCodec.read(ctx.bodyAsBytes(), type);
      if (value == null) throw new BadRequestResponse("the body is null; send a JSON object");
      return value;
    } catch (JsonProcessingException e) {
      throw new BadRequestResponse("the body cannot be read as JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadRequestResponse("the body cannot be read");
    }
  }

  /// A whole number from 1, larger ones cut to `max`.
  static int number(Context ctx, String name, int usual, int max) {
    String value = ctx.queryParam(name);
    if (value == null || value.isBlank()) return usual;
    return Math.min(max, parse(name, value));
  }

  /// A whole number from 1.
  static int parse(String name, String value) {
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= 1) return number;
    } catch (NumberFormatException _) {
      // Said below, like any other wrong number.
    }
    throw new BadRequestResponse(name + ": write a whole number from 1");
  }
}
