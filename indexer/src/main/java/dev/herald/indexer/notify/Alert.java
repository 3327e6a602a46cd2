package dev.herald.indexer.notify;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.herald.config.message.Cause;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Tier;
import dev.herald.indexer.match.MatchedTerm;
import java.time.Instant;
import java.util.List;
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
/// @param why what made the rule match; alerts kept before do not say
/// @param tier how soon somebody has to act on it; alerts kept before do not say
/// @param incident what the delivery tells of instead of a revision; then `cause`, `language` and
///   the ids of statement and revision say nothing
/// @param brokenRule what the delivery tells of the rule itself, instead of a revision; then they
///   say nothing either
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
    Instant matchedAt,
    Optional<Why> why,
    Optional<Tier> tier,
    Optional<OfIncident> incident,
    Optional<OfRule> brokenRule) {

  /// What made a rule match.
  ///
  /// @param turn how the statement turned, where the rule asks for it; what disappeared stood in
  ///   the revision before, and so did `terms` and the snippet
  /// @param terms of the rule's query that the statement has, and where
  /// @param all where the dashboard shows all that the rule had matched by then, and nothing later
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Why(Optional<AlertWhen> turn, List<MatchedTerm> terms, Optional<String> all) {
    public Why {
      terms = List.copyOf(terms);
    }
  }

  /// An incident that opened, lasts, or closed.
  ///
  /// @param kind as [dev.herald.indexer.read.Incident.Kind] names it
  /// @param since when it began
  /// @param closedAt when it was over
  /// @param before how it was when all was well
  /// @param evidence what the incident rests on
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record OfIncident(
      Step step,
      String sourceId,
      String kind,
      Instant since,
      Optional<Instant> closedAt,
      Optional<String> before,
      String evidence) {}

  /// A rule that no longer works, or works again.
  ///
  /// @param works whether it works again
  /// @param query as it is now
  /// @param since when it was found broken
  /// @param reason why it was
  public record OfRule(boolean works, String ruleId, String query, Instant since, String reason) {}

  /// What became of an incident; what this version does not know is read as [#LASTS].
  public enum Step {
    /// It was found.
    @JsonProperty("opened")
    OPENED,
    /// It is still there.
    @JsonEnumDefaultValue
    @JsonProperty("lasts")
    LASTS,
    /// It is over.
    @JsonProperty("closed")
    CLOSED
  }
}
