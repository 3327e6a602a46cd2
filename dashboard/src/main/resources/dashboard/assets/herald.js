// What the pages gain from script: live updates, "/" to search, relative times. All else works without.
(() => {
  "use strict";

  // Relative times age while a page stays open.
  const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];
  const format = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  const age = (instant) => {
    const seconds = (Date.parse(instant) - Date.now()) / 1000;
    for (const [unit, size] of units) {
      if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
    }
    return seconds > 0 ? "in a moment" : "just now";
  };
  const ageAll = () => {
    for (const element of document.querySelectorAll("[data-relative]")) {
      const text = age(element.dataset.relative);
      if (element.textContent !== text) element.textContent = text;
    }
  };
  setInterval(ageAll, 30000);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("#q");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // A select that filters needs no button once script runs.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form) form.requestSubmit();
  });

  // Filters stand open beside the results where there is room for them.
  const openFilters = () => {
    if (CSS.supports("selector(::details-content)") || !matchMedia("(min-width: 60rem)").matches) return;
    for (const filters of document.querySelectorAll("details.facets")) filters.open = true;
  };

  // One stream per page. Browsers reconnect by themselves and send the last id they saw.
  let stream = null;
  let streamed = null;
  const listen = () => {
    const live = document.querySelector("[data-live]");
    if (live === streamed) return;
    if (stream) stream.close();
    stream = null;
    streamed = live;
    if (!live || !("EventSource" in window)) return;
    const bar = live.querySelector("[data-live-bar]");
    const text = live.querySelector("[data-live-text]");
    let seen = 0;
    stream = new EventSource(live.dataset.live);
    stream.addEventListener("following", () => { live.dataset.following = "true"; });
    stream.addEventListener("news", (event) => {
      seen += JSON.parse(event.data).count;
      if (text) text.textContent = seen === 1 ? "1 new statement" : seen + " new statements";
      if (bar) bar.hidden = false;
      document.body.dispatchEvent(new CustomEvent("herald:news"));
    });
  };
  addEventListener("pagehide", () => stream && stream.close());
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    streamed = null;
    listen();
  });
  document.addEventListener("htmx:afterSettle", () => {
    openFilters();
    ageAll();
    listen();
  });
  // A page that could not be taken in part is opened as a whole, with what it says.
  document.addEventListener("htmx:responseError", (event) => {
    const path = event.detail.pathInfo && event.detail.pathInfo.finalRequestPath;
    if (path && event.detail.requestConfig.boosted) location.assign(path);
  });
  openFilters();
  listen();
})();
