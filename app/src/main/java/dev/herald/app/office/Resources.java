package dev.herald.app.office;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads the office's own files, which lie beside its classes under `/office/`.
final class Resources {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private Resources() {}

  /// Text of a file, UTF-8.
  ///
  /// @param name below `/office/`
  static String text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream("/office/" + name)) {
      if (in == null)
        throw new IllegalStateException("the press office lacks its file office/" + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("office/" + name + " cannot be read", e);
    }
  }

  /// A YAML file as a record; unknown and missing keys are errors.
  static <T> T yaml(String name, Class<T> type) {
    Object tree =
        new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text(name));
    try {
      return MAPPER.convertValue(tree, type);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("office/" + name + ": " + e.getMessage(), e);
    }
  }
}
