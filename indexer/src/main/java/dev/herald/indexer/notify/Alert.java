package dev.herald.indexer.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.config.message.Cause;
import java.time.Instant;
import java.util.Optional;

/// What a delivery tells: the JSON body of a webhook, and what mail and log are made of.
///
/// @param deliveryId the same for every repeat
/// @param ruleId which rule matched
/// @param ruleName its name for people
/// @param cause why the revision exists
/// @param statementId which statement
/// @param revisionId which revision of it
/// @param revision its number
/// @param title the statement's title
/// @param institution who published it
/// @param country ISO 3166-1 alpha-2, or `INT`
/// @param language BCP 47
/// @param published ISO 8601 as precise as known
/// @param zone of the published time
/// @param url the original page
/// @param link the statement's page in the dashboard
/// @param snippet the words around the hit
/// @param fetchedAt when the page's last byte had arrived
/// @param matchedAt when the rule matched
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Alert(
    String deliveryId,
    String ruleId,
    String ruleName,
    Cause cause,
    String statementId,
    String revisionId,
    int revision,
    String title,
    String institution,
    String country,
    String language,
    Optional<String> published,
    Optional<String> zone,
    String url,
    String link,
    String snippet,
    Instant fetchedAt,
    Instant matchedAt) {}
