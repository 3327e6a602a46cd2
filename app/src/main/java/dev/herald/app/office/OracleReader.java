package dev.herald.app.office;

import dev.herald.app.office.Publication.Copy;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.Statement.Translation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what is true of a room's publications.
record OracleReader(Room room) {
  List<Oracle.Entry> read() {
    List<Oracle.Entry> entries = new ArrayList<>();
    for (Publication publication : room.publications().all(room.site()))
      for (String language : room.site().languages()) entries.add(entry(publication, language));
    return entries;
  }

  private Oracle.Entry entry(Publication publication, String language) {
    Site site = room.site();
    Instant minute = publication.at().truncatedTo(ChronoUnit.MINUTES);
    boolean toTheMinute = site.precision() == Site.Precision.MINUTE;
    return new Oracle.Entry(
        site.id(),
        publication.number(),
        room.url(publication, language),
        language,
        versions(publication, language),
        site.findText(language, "signature").map(String::strip),
        site.findText(language, "about").map(String::strip),
        room.printed(publication, language),
        minute.atZone(site.zone()).toLocalDate(),
        toTheMinute ? Optional.of(minute) : Optional.empty(),
        toTheMinute ? Precision.MINUTE : Precision.DAY,
        publication.at(),
        state(publication.copy(language)),
        site.languages().stream()
            .filter(other -> !other.equals(language))
            .map(other -> new Translation(other, room.url(publication, other)))
            .toList(),
        room.annexPath(publication, language).map(path -> room.base() + path));
  }

  private List<Oracle.Version> versions(Publication publication, String language) {
    Copy copy = publication.copy(language);
    List<Oracle.Version> versions = new ArrayList<>();
    for (int edits = 0; edits <= copy.edits().size(); edits++) {
      Content content = room.content(publication, language, edits);
      versions.add(
          new Oracle.Version(
              edits + 1,
              edits == 0 ? publication.at() : copy.edits().get(edits - 1).at(),
              content.title(),
              content.paragraphs().stream()
                  .map(p -> new Oracle.Paragraph(p.heading(), p.text(), p.quotations()))
                  .toList()));
    }
    return versions;
  }

  private static Oracle.State state(Copy copy) {
    if (copy.withdrawn().isEmpty()) return Oracle.State.PUBLISHED;
    return switch (copy.withdrawn().get().kind()) {
      case NOT_FOUND -> Oracle.State.NOT_FOUND;
      case GONE -> Oracle.State.GONE;
      case SOFT -> Oracle.State.SOFT_NOT_FOUND;
    };
  }
}
