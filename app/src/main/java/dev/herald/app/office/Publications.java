package dev.herald.app.office;

import dev.herald.app.office.Publication.Copy;
import dev.herald.app.office.Publication.Edited;
import dev.herald.app.office.Publication.Withdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything published so far, kept true to the journal. Thread-safe.
final class Publications {
  private final Map<String, Site> sites;
  private final Map<String, List<Publication>> bySite;
  private long edits;
  private long withdrawals;

  Publications(List<Site> sites) {
    this.sites = sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, site -> site));
    this.bySite =
        sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, _ -> new ArrayList<>()));
  }

  /// Takes in what happened.
  synchronized void apply(JournalEvent event) {
    switch (event) {
      case JournalEvent.Opened _ -> {}
      case JournalEvent.Published e ->
          list(e.institution()).add(Publication.of(site(e.institution()), e.number(), e.at()));
      case JournalEvent.Edited e -> {
        change(e.institution(), e.number(), e.language(), copy -> edited(copy, e));
        edits++;
      }
      case JournalEvent.Withdrawn e -> {
        change(e.institution(), e.number(), e.language(), copy -> withdrawn(copy, e));
        withdrawals++;
      }
      case JournalEvent.Restored e ->
          change(
              e.institution(),
              e.number(),
              e.language(),
              copy -> new Copy(copy.edits(), Optional.empty(), e.at()));
    }
  }

  /// The institution's publication of that number.
  synchronized Optional<Publication> find(Site site, int number) {
    List<Publication> all = list(site.id());
    return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
  }

  /// How many the institution published.
  synchronized int count(Site site) {
    return list(site.id()).size();
  }

  /// Listed publications of a language, newest first.
  synchronized List<Publication> listed(Site site, String language, int skip, int most) {
    List<Publication> found = new ArrayList<>();
    List<Publication> all = list(site.id());
    int toSkip = skip;
    for (int i = all.size() - 1; i >= 0 && found.size() < most; i--) {
      if (!all.get(i).isListed(language)) continue;
      if (toSkip-- <= 0) found.add(all.get(i));
    }
    return found;
  }

  /// Everything of an institution, oldest first.
  synchronized List<Publication> all(Site site) {
    return List.copyOf(list(site.id()));
  }

  synchronized long edits() {
    return edits;
  }

  synchronized long withdrawals() {
    return withdrawals;
  }

  /// Publications of all institutions.
  synchronized long total() {
    return bySite.values().stream().mapToLong(List::size).sum();
  }

  /// When anything of the institution last happened.
  synchronized Instant changedAt(Site site) {
    return list(site.id()).stream()
        .skip(Math.max(0, list(site.id()).size() - 100))
        .flatMap(publication -> publication.copies().values().stream().map(Copy::changedAt))
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private void change(
      String siteId, int number, String language, java.util.function.UnaryOperator<Copy> change) {
    List<Publication> all = list(siteId);
    Publication publication = all.get(number - 1);
    all.set(number - 1, publication.with(language, change.apply(publication.copy(language))));
  }

  private static Copy edited(Copy copy, JournalEvent.Edited event) {
    return copy.edited(new Edited(event.kind(), event.at()));
  }

  private static Copy withdrawn(Copy copy, JournalEvent.Withdrawn event) {
    return new Copy(copy.edits(), Optional.of(new Withdrawn(event.kind(), event.at())), event.at());
  }

  private Site site(String id) {
    Site site = sites.get(id);
    if (site == null) throw new IllegalArgumentException("no institution " + id);
    return site;
  }

  private List<Publication> list(String id) {
    List<Publication> list = bySite.get(id);
    if (list == null) throw new IllegalArgumentException("no institution " + id);
    return list;
  }
}
