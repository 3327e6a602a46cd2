package dev.herald.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents one setting where it is declared: loader, JSON Schema and reference all read this.
///
/// The key in YAML is the component's name in kebab-case (`callTimeout` is `call-timeout`).
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /// The key in YAML, where Java reserves the word; empty for the component's own name.
  String key() default "";

  /// What the setting does, in one sentence, for the person who edits the file.
  String value();

  /// The default, written as in YAML; empty means the setting is required, unless its type is
  /// `Optional`, a list, a map or a record whose every setting has a default.
  String defaultsTo() default "";

  /// One value as an example, written as in YAML; empty where the default is example enough.
  String example() default "";

  /// What kind of text a text setting, or each text of a list or map, holds.
  Form form() default Form.TEXT;

  /// Least value of a number, duration or size, written as in YAML; for a list, least entries.
  String min() default "";

  /// Largest value of a number, duration or size, written as in YAML.
  String max() default "";
}
