package dev.herald.dashboard.page;

/// A page that says what went wrong.
///
/// @param status HTTP status
/// @param title in a few words
/// @param detail what happened and what to do
public record ErrorView(int status, String title, String detail) {}
