package dev.herald.app.office;

import dev.herald.config.message.MessageCodec;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import okio.ByteString;

/// The pages of `office.localhost`: a list of the institutions, the oracle, the request counts.
final class OfficePages {
  private final PressOffice office;

  OfficePages(PressOffice office) {
    this.office = office;
  }

  Optional<Reply> find(String path) {
    return switch (path) {
      case "/" -> Optional.of(index());
      case "/oracle.json" -> Optional.of(json(office.oracle()));
      case "/requests.json" ->
          Optional.of(
              json(
                  Map.of(
                      "counts", office.requests().counts(), "hosts", office.requests().paces())));
      default -> Optional.empty();
    };
  }

  private Reply index() {
    String rows =
        office.institutions().stream()
            .map(
                institution ->
                    "<li><a href=\"%s\" lang=\"%s\">%s</a> <small>%s · %s · %s</small></li>"
                        .formatted(
                            institution.url(),
                            institution.languages().getFirst(),
                            Html.escape(institution.name()),
                            institution.type(),
                            institution.country(),
                            String.join(", ", institution.languages())))
            .collect(Collectors.joining("\n"));
    String page = Resources.text("index.html").replace("{{rows}}", rows);
    return Reply.of(200, "text/html; charset=utf-8", ByteString.encodeUtf8(page));
  }

  private static Reply json(Object value) {
    return Reply.of(200, "application/json", ByteString.of(MessageCodec.write(value)));
  }
}
