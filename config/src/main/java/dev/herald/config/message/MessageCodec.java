package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON of the message contract: instants as ISO 8601, absent values left out, unknown fields
/// ignored, unknown values of enums read as the one their type names. Thread-safe.
///
/// A required field that is missing makes a message unreadable rather than half empty. A field
/// added later is therefore an `Optional`, or a number whose zero means "not said", so that
/// messages written before stay readable.
public final class MessageCodec {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private MessageCodec() {}

  /// The shared mapper, for code that builds its own JSON from contract types.
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /// UTF-8 JSON of a contract type.
  public static byte[] write(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + message.getClass(), e);
    }
  }

  /// JSON of a contract type as text.
  public static String writeText(Object message) {
    return new String(write(message), StandardCharsets.UTF_8);
  }

  /// Reads a contract type.
  ///
  /// @throws IOException if `json` is not JSON of that type, or lacks a required field
  public static <T> T read(byte[] json, Class<T> type) throws IOException {
    T message = MAPPER.readValue(json, type);
    if (message == null) throw new IOException("the message is JSON null");
    return message;
  }
}
