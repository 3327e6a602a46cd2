package dev.herald.dashboard.archive;

import dev.herald.dashboard.archive.ArchiveDesk.Archived;
import dev.herald.dashboard.archive.ArchiveDesk.Field;
import dev.herald.dashboard.archive.ArchiveDesk.Tried;
import dev.herald.dashboard.page.Moment;
import java.util.Optional;

/// What the page of an archived answer shows.
///
/// @param sourceId whose page or list it is
/// @param sourcePath the source's page
/// @param url what was asked for
/// @param until as in the address: the moment that is looked back from
/// @param archived empty where nothing is in this archive
/// @param at when it was asked for
/// @param field what a selector is tried as
/// @param selector as typed
/// @param tried empty where none was tried
public record ArchiveView(
    String institution,
    String sourceId,
    String sourcePath,
    String url,
    String until,
    Optional<Archived> archived,
    Optional<Moment> at,
    Field field,
    String selector,
    Optional<Tried> tried) {}
