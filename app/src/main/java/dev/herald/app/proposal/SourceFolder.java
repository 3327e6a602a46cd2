package dev.herald.app.proposal;

import dev.herald.app.catalogue.Expectation;
import dev.herald.config.ConfigException;
import dev.herald.config.ConfigLoader;
import dev.herald.config.Problem;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts accepted proposals into a config folder: `sources/az/meclis.yaml`, and beside it what the
/// source must still give when it is checked.
///
/// Writes only what the configuration accepts, and never over a file.
public final class SourceFolder {
  private static final String SOURCES = "sources";

  private final Path folder;

  /// @param folder of the configuration
  public SourceFolder(Path folder) {
    this.folder = folder;
  }

  /// What became of an accepted proposal.
  public sealed interface Written {
    /// It is a source now.
    ///
    /// @param file relative to the config folder
    record Added(String id, String file) implements Written {}

    /// Nothing was written.
    ///
    /// @param reason in a sentence, with what to do
    record Refused(String reason) implements Written {}
  }

  /// The file a proposal would become, relative to the config folder.
  public static String file(Proposal proposal) {
    String country = proposal.country().value().toLowerCase(Locale.ROOT);
    String id = proposal.id().value();
    String name = id.startsWith(country + "-") ? id.substring(country.length() + 1) : id;
    return "%s/%s/%s.yaml".formatted(SOURCES, country, name);
  }

  /// The text of that file.
  public static String text(Proposal proposal) {
    return SourceText.of(proposal);
  }

  /// Why a proposal would not be taken, before anything is written; empty if it would be.
  ///
  /// @param sources those configured now
  public Optional<String> refusal(Proposal proposal, List<Source> sources) {
    String id = proposal.id().value();
    Optional<String> taken =
        sources.stream()
            .filter(source -> source.id().equals(id))
            .findFirst()
            .map(
                source ->
                    "the id %s is taken, by %s; choose another"
                        .formatted(id, source.institution()));
    return taken.or(() -> unacceptable(proposal)).or(() -> occupied(proposal));
  }

  /// The source that asks the same address already, if there is one.
  public static Optional<String> watchedAs(Proposal proposal, List<Source> sources) {
    return sources.stream()
        .filter(
            source ->
                source.discovery().stream()
                    .anyMatch(
                        own ->
                            proposal.discoveries().stream()
                                .anyMatch(found -> found.discovery().url().equals(own.url()))))
        .map(Source::id)
        .findFirst();
  }

  /// Writes both files.
  ///
  /// @param sources those configured now
  /// @throws IOException if the folder cannot be written
  public Written add(Proposal proposal, List<Source> sources) throws IOException {
    Optional<String> refusal = refusal(proposal, sources);
    if (refusal.isPresent()) return new Written.Refused(refusal.get());
    Path file = folder.resolve(file(proposal));
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try {
      // The expectation first: a running Herald takes the source up as soon as its file is there.
      write(expectation(file), proposal.expectation().text());
      write(file, text(proposal));
    } catch (FileAlreadyExistsException _) {
      return new Written.Refused(occupied(file));
    }
    return new Written.Added(proposal.id().value(), file(proposal));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
  }

  private Optional<String> occupied(Proposal proposal) {
    Path file = folder.resolve(file(proposal));
    return Stream.of(file, expectation(file))
        .filter(Files::exists)
        .findFirst()
        .map(SourceFolder::occupied);
  }

  private static String occupied(Path file) {
    return "%s exists and stays as it is; choose another id, or move it away".formatted(file);
  }

  private static Path expectation(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    return file.resolveSibling(name + Expectation.SUFFIX);
  }

  /// What the configuration finds wrong with the file, read in a folder of its own.
  private static Optional<String> unacceptable(Proposal proposal) {
    try {
      Path trial = Files.createTempDirectory("herald-proposal");
      try {
        Path file = Files.createDirectories(trial.resolve(SOURCES)).resolve("proposed.yaml");
        Files.writeString(file, text(proposal), StandardCharsets.UTF_8);
        ConfigLoader.load(trial, Map.of());
        return Optional.empty();
      } catch (ConfigException e) {
        return Optional.of(
            e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
      } finally {
        delete(trial);
      }
    } catch (IOException e) {
      return Optional.of("the file cannot be tried out: " + e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
