package dev.herald.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.herald.config.ConfigLoader;
import dev.herald.config.source.Source;
import dev.herald.crawler.url.CanonicalUrl;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.select.QueryParser;
import org.junit.jupiter.api.Test;

/// What of the shipped sources only the crawler's libraries can judge.
class ShippedSourcesTest {
  private final List<Source> sources = ConfigLoader.load(Path.of("../config")).sources();

  @Test
  void everySelectorParses() {
    List<String> selectors =
        sources.stream()
            .flatMap(
                source ->
                    Stream.concat(
                        source.discovery().stream()
                            .flatMap(d -> Stream.concat(d.links().stream(), d.next().stream())),
                        fields(source.selectors())))
            .distinct()
            .toList();

    assertThat(selectors)
        .hasSizeGreaterThan(80)
        .allSatisfy(
            s -> assertThatCode(() -> QueryParser.parse(s)).as(s).doesNotThrowAnyException());
  }

  private static Stream<String> fields(Source.Selectors selectors) {
    return Stream.of(
            selectors.title(),
            selectors.published(),
            selectors.body(),
            selectors.signature(),
            selectors.remove())
        .flatMap(Collection::stream);
  }

  @Test
  void everyAddressIsOneOnThePublicWeb() {
    assertThat(
            sources.stream()
                .flatMap(
                    source ->
                        Stream.concat(
                            source.homepage().stream(),
                            source.discovery().stream().map(Source.Discovery::url))))
        .allSatisfy(
            url ->
                assertThat(CanonicalUrl.parse(url))
                    .as(url)
                    .hasValueSatisfying(
                        parsed -> assertThat(parsed.topPrivateDomain()).isNotNull()));
  }
}
