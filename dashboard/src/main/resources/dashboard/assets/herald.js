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

  // One stream per page, kept while parts of the page are replaced. Browsers reconnect by themselves
  // and send the last id they saw.
  let stream = null;
  let live = null;
  let fresh = 0;
  let changed = 0;
  const said = () => {
    const noun = fresh + changed === 1 ? " statement" : " statements";
    if (changed === 0) return fresh + " new" + noun;
    return (fresh === 0 ? "" : fresh + " new and ") + changed + " changed" + noun;
  };
  const tell = () => document.body.dispatchEvent(new CustomEvent("herald:news"));
  const follow = (address) => {
    stream = new EventSource(address);
    stream.addEventListener("following", () => { live.dataset.following = "true"; });
    stream.addEventListener("news", (event) => {
      const { statements } = JSON.parse(event.data);
      const first = statements.filter((statement) => statement.revision === 1).length;
      fresh += first;
      changed += statements.length - first;
      const bar = live.querySelector("[data-live-bar]");
      const text = live.querySelector("[data-live-text]");
      if (text) text.textContent = said();
      if (bar) bar.hidden = false;
      tell();
      setTimeout(tell, 3000); // by then what was sent because of it has an outcome
    });
  };
  const listen = () => {
    const found = document.querySelector("[data-live]");
    if (found === live) return;
    const same = found && live && stream && found.dataset.live === live.dataset.live;
    live = found;
    fresh = 0;
    changed = 0;
    if (same) {
      live.dataset.following = "true";
      return;
    }
    if (stream) stream.close();
    stream = null;
    if (live && "EventSource" in window) follow(live.dataset.live);
  };
  addEventListener("pagehide", () => stream && stream.close());
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    live = null;
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
