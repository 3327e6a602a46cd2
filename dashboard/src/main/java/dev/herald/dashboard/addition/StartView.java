package dev.herald.dashboard.addition;

import java.util.Optional;

/// What the page shows that asks for an address.
///
/// @param url as typed
/// @param problem what is wrong with it
public record StartView(String url, Optional<String> problem) {}
