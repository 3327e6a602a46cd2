package dev.herald.dashboard.page;

import dev.herald.config.HeraldConfig;
import io.javalin.http.Context;
import java.util.Optional;

/// Where people reach the dashboard, for links that leave it.
///
/// @param configured `dashboard.public-url`, without a slash at its end
public record PublicAddress(Optional<String> configured) {

  /// As the settings say.
  public static PublicAddress of(HeraldConfig.Dashboard settings) {
    return new PublicAddress(
        settings
            .publicUrl()
            .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url));
  }

  /// The address, without a slash at its end; where none is set, the one this request came to.
  public String of(Context ctx) {
    return configured.orElseGet(() -> ctx.scheme() + "://" + ctx.host());
  }
}
