// The fleet: how many are how, and a page of the clusters that the address asks for.
import { SUMMARIES, badges, clusterAddress, get, html, nothing, number, pill, problem, render, since } from "./parts.js";
import { calmly, follow } from "./live.js";
import { repeat } from "./webjars/lit-html/directives/repeat.js";

const PAGE = 50;
const TYPING = 200;
const FLASH = 1_600;
const STATES = ["Managed", "Unmanaged", "Removed", "Force"];
const ORDERS = { worst: "Worst first", latest: "Latest change first", id: "By name" };
const main = document.getElementById("main");

let counts = null;
let list = null;
let sources = [];
let failure = null;
let changed = new Set();
let asked = 0;
let drawn = false;

const wanted = () => new URLSearchParams(location.search);
const order = (query) => (ORDERS[query.get("sort")] ? query.get("sort") : "worst");
const page = (query) => Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);

function request(query) {
  const sent = new URLSearchParams(["summary", "platform", "state", "text"].map((name) => [name, query.get(name) ?? ""]));
  sent.set("sort", order(query));
  sent.set("limit", PAGE);
  sent.set("skip", (page(query) - 1) * PAGE);
  return `api/clusters?${sent}`;
}

async function load() {
  const mine = ++asked;
  try {
    const answers = await Promise.all([get("api/fleet"), get(request(wanted())), get("api/inventory")]);
    if (mine !== asked) return true;
    [counts, list, { sources }, failure] = [...answers, null];
    counts.summaries.Unknown = (counts.summaries.Unknown ?? 0) + counts.total - counts.reporting;
  } catch (error) {
    failure = error;
  }
  draw();
  return !failure;
}

// Moves to another view of the fleet; what is typed replaces the address instead of adding one.
function go(changes, replace = false) {
  const query = wanted();
  for (const [name, value] of Object.entries({ page: "", ...changes })) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  history[replace ? "replaceState" : "pushState"](null, "", query.size ? `?${query}` : location.pathname);
  return load();
}

let typing = 0;
function typed(event) {
  clearTimeout(typing);
  typing = setTimeout(() => go({ text: event.target.value.trim() }, true), TYPING);
}

const overview = (query) => html`
  <div class="total">
    <h1><strong>${number(counts.total)}</strong> clusters</h1>
    <p class="quiet">${number(counts.settled)} settled
      · ${number(counts.total - counts.settled)} under way
      · <span class=${counts.outOfContact ? "bad" : ""}>${number(counts.outOfContact)} out of contact</span></p>
  </div>
  <div class="proportions" aria-hidden="true">
    ${SUMMARIES.filter((name) => counts.summaries[name]).map((name) =>
      html`<span class=${name} .style=${`flex-grow:${counts.summaries[name]}`}></span>`)}
  </div>
  <div class="chips" role="group" aria-label="Filter by state of the registry">
    ${SUMMARIES.filter((name) => counts.summaries[name] || query.get("summary") === name).map((name) => {
      const pressed = query.get("summary") === name;
      return html`<button class="chip ${name}" aria-pressed=${pressed} @click=${() => go({ summary: pressed ? "" : name })}>
        ${name} <b>${number(counts.summaries[name] ?? 0)}</b></button>`;
    })}
  </div>`;

const SOURCE_TONES = { OK: "Available", SUSPECT: "Degraded", UNREADABLE: "Unreachable", RETIRED: "Removed" };
const PARTS = ["admitted", "probing", "leaving", "duplicate", "rejected", "gone"];

const sourceOf = (one) => html`
  <li>
    <div class="row"><h3>${one.source}</h3><span class="pill ${SOURCE_TONES[one.state]}">${one.state.toLowerCase()}</span>
      <span class="quiet">${one.type} on ${one.hub ? `hub ${one.hub}` : "the default hub"} · ${[`${number(one.found)} found`,
        ...PARTS.filter((part) => one[part]).map((part) => `${number(one[part])} ${part}`)].join(" · ")}</span></div>
    ${one.reason ? html`<p><strong>${one.reason}</strong></p>` : nothing}
    ${one.remedy ? html`<p>${one.remedy}</p>` : nothing}
    ${one.problems.length ? html`<details><summary>Not in the fleet, or not yet (${one.problems.length})<span class="hidden"> of ${one.source}</span></summary>
      <ul class="entries">${one.problems.map((entry) => html`<li><b>${entry.ref}</b>
        ${entry.cluster ? html`<a href=${clusterAddress(entry.cluster)}>${entry.cluster}</a>` : nothing} <span class="message">${entry.reason}</span></li>`)}</ul></details>` : nothing}
  </li>`;

const inventory = () => html`
  <section class="card" aria-labelledby="inventory">
    <h2 id="inventory">Inventory</h2>
    <ul class="sources">${sources.map(sourceOf)}</ul>
  </section>`;

const options = (any, names, chosen) => html`
  ${any ? html`<option value="" .selected=${!chosen}>${any}</option>` : nothing}
  ${names.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}`;

function filters(query) {
  const platforms = new Set([...Object.keys(counts.platforms), query.get("platform")].filter(Boolean));
  const filtered = ["summary", "platform", "state", "text"].some((name) => query.get(name));
  return html`
    <search><form class="filters" @submit=${(event) => event.preventDefault()}>
      <label class="search"><span class="hidden">Search</span>
        <input id="search" type="search" placeholder="Search name, label, reason or message" autocomplete="off" spellcheck="false"
          aria-keyshortcuts="/" .value=${query.get("text") ?? ""} @input=${typed}><kbd aria-hidden="true">/</kbd></label>
      <label><span class="hidden">Platform</span>
        <select @change=${(event) => go({ platform: event.target.value })}>
          ${options("Any platform", [...platforms].sort().map((name) => [name, name]), query.get("platform"))}</select></label>
      <label><span class="hidden">Management state</span>
        <select @change=${(event) => go({ state: event.target.value })}>
          ${options("Any state", STATES.map((name) => [name, name]), query.get("state"))}</select></label>
      <label><span class="hidden">Order</span>
        <select @change=${(event) => go({ sort: event.target.value === "worst" ? "" : event.target.value })}>
          ${options("", Object.entries(ORDERS), order(query))}</select></label>
      ${filtered ? html`<button type="button" class="plain" @click=${() => go({ summary: "", platform: "", state: "", text: "" })}>Clear filters</button>` : nothing}
    </form></search>`;
}

const row = (cluster, index) => html`
  <tr role="row" aria-rowindex=${(page(wanted()) - 1) * PAGE + index + 2} class=${changed.has(cluster.id) ? "changed" : ""}>
    <td role="cell" class="how">${pill(cluster.summary)}${cluster.settled ? nothing : html`<span class="spin" role="img" aria-label="something is under way"></span>`}</td>
    <th role="rowheader" scope="row"><a href=${clusterAddress(cluster.id)}>${cluster.displayName}</a>
      ${cluster.displayName === cluster.id ? nothing : html`<small class="quiet">${cluster.id}</small>`}
      <span class="badges">${badges(cluster)}</span></th>
    <td role="cell" class="why"><strong>${cluster.reason}</strong><span class="quiet">${cluster.message}</span></td>
    <td role="cell" data-label="Platform">${cluster.platform || "–"}</td>
    <td role="cell" data-label="Storage">${cluster.storageKind || "none"}</td>
    <td role="cell" data-label="Since" class="since">${since(cluster.since)}</td>
  </tr>`;

const table = () => html`
  <table role="table" aria-label="Clusters" aria-rowcount=${list.total + 1}>
    <thead role="rowgroup"><tr role="row" aria-rowindex="1">
      ${["Registry", "Cluster", "Why", "Platform", "Storage", "Since"].map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}
    </tr></thead>
    <tbody role="rowgroup" @keydown=${arrows}>${repeat(list.clusters, (cluster) => cluster.id, row)}</tbody>
  </table>`;

function pager(query) {
  const now = page(query);
  const last = Math.max(1, Math.ceil(list.total / PAGE));
  const first = (now - 1) * PAGE;
  const turn = (to, text, name) =>
    html`<button aria-label=${name} ?disabled=${to < 1 || to > last || to === now} @click=${() => turned(to)}>${text}</button>`;
  return html`
    <nav class="pager" aria-label="Pages of the list">
      <p role="status">${list.total === 0 ? "No cluster is like that"
        : `${number(first + 1)}–${number(first + list.clusters.length)} of ${number(list.total)}`}</p>
      ${last > 1 ? html`${turn(1, "« First", "First page")}${turn(now - 1, "‹ Previous", "Previous page")}
        <span class="quiet">page ${number(now)} of ${number(last)}</span>
        ${turn(now + 1, "Next ›", "Next page")}${turn(last, "Last »", "Last page")}` : nothing}
    </nav>`;
}

async function turned(to) {
  await go({ page: to > 1 ? String(to) : "" });
  main.scrollIntoView();
  main.focus({ preventScroll: true });
}

function draw() {
  const query = wanted();
  if (!drawn) main.replaceChildren();
  drawn = true;
  sessionStorage.setItem("fleet", location.search);
  render(html`
    ${failure ? problem(failure) : nothing}
    ${counts && list ? html`
      <section class="overview" aria-label="Overview">${overview(query)}</section>
      ${sources.length ? inventory() : nothing}
      ${filters(query)}
      ${list.total ? table() : nothing}
      ${pager(query)}` : nothing}`, main);
}

// Up and down go from cluster to cluster.
function arrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...main.querySelectorAll("tbody a")];
  const to = links[links.indexOf(document.activeElement) + step];
  if (!step || !to) return;
  event.preventDefault();
  to.focus();
}

addEventListener("keydown", (event) => {
  const box = document.getElementById("search");
  const writing = event.target.matches?.("input, select, textarea");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey && box) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "ArrowDown" && event.target === box) {
    event.preventDefault();
    main.querySelector("tbody a")?.focus();
  }
});

addEventListener("popstate", load);
const first = load();
const refresh = calmly(1_000, load);
setInterval(() => document.hidden || !list || draw(), 30_000);
let fading = 0;

await first;
follow("", async (changes) => {
  changes.clusters.forEach((id) => changed.add(id));
  clearTimeout(fading);
  fading = setTimeout(() => {
    changed = new Set();
    draw();
  }, FLASH);
  return refresh();
});
