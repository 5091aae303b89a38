// Shows the fleet, or the cluster named after the # of the address. Reads /api only.
const main = document.getElementById("main");
const REFRESH = 5000;
let query = new URLSearchParams();
let drawn = "";

// Text always goes in as text: nothing a cluster says is ever taken for markup.
function node(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
}

const word = (text) => node("span", { class: `word ${text}` }, text);
const place = (origin) => (origin ? `${origin.topic}/${origin.partition}@${origin.offset}` : "a timer");
const moment = (text) => (text ? new Date(text).toLocaleString() : "");

async function get(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? answer.statusText);
  return body;
}

function table(headings, rows) {
  return node("table", null,
    node("thead", null, node("tr", null, ...headings.map((text) => node("th", null, text)))),
    node("tbody", null, ...rows.map((cells) =>
      node("tr", null, ...cells.map((cell) => node("td", null, cell))))));
}

function ask(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  if (!("after" in changes)) query.delete("after");
  show();
}

function filters(counts) {
  const text = node("input", { type: "search", placeholder: "id, name, label, reason", "aria-label": "search" });
  text.value = query.get("text") ?? "";
  const platform = node("select", { "aria-label": "platform", onchange: (e) => ask({ platform: e.target.value }) },
    node("option", { value: "" }, "any platform"),
    ...Object.keys(counts.platforms).filter(Boolean).map((name) => node("option", { value: name }, name)));
  platform.value = query.get("platform") ?? "";
  return node("form", { onsubmit: (e) => { e.preventDefault(); ask({ text: text.value }); } },
    text, platform, node("button", null, "Search"));
}

function summaries(counts) {
  return node("div", { class: "counts" },
    ...Object.entries(counts.summaries).map(([name, count]) =>
      node("button", { onclick: () => ask({ summary: query.get("summary") === name ? "" : name }) },
        word(name), ` ${count}`)));
}

async function fleet() {
  const [counts, list] = await Promise.all([get("/api/fleet"), get(`/api/clusters?${query}`)]);
  document.getElementById("total").textContent =
    `${counts.total} clusters, ${counts.settled} settled, ${counts.outOfContact} out of contact`;
  const rows = list.clusters.map((cluster) => [
    node("a", { href: `#${encodeURIComponent(cluster.id)}` }, cluster.displayName),
    cluster.platform + (cluster.simulated ? " (simulated)" : ""),
    word(cluster.summary),
    node("span", null, cluster.reason, node("div", { class: "quiet" }, cluster.message)),
    moment(cluster.since),
  ]);
  return [counts, list, () => [
    summaries(counts),
    filters(counts),
    table(["Cluster", "Platform", "Registry", "Why", "Since"], rows),
    node("p", null, `${list.total} found `,
      list.next ? node("button", { onclick: () => ask({ after: list.next }) }, "Next page") : null),
  ]];
}

function outcome(action) {
  if (!action.outcome) return node("span", { class: "quiet" }, "no outcome yet");
  const { result, code, reason, message } = action.outcome;
  return node("span", null, word(result), ` ${code || ""} ${reason} ${message}`);
}

function link(part) {
  return node("section", null,
    node("h2", null, `${part.stage}: ${part.cause.rule}`),
    node("p", null, `${part.event} led to: ${part.cause.reason}`,
      node("div", { class: "quiet" },
        `decided ${moment(part.cause.decidedAt)}, because of ${place(part.cause.trigger)}, recorded at ${place(part.record)}`)),
    node("details", null, node("summary", null, "Result"),
      node("pre", null, JSON.stringify(part.result, null, 2))),
    part.actions.length === 0 ? null : table(["Action", "Object", "Why", "Outcome"], part.actions.map((action) => [
      node("details", null, node("summary", null, action.verb), node("pre", null, action.change)),
      action.object, action.cause.rule, outcome(action)])));
}

async function cluster(id) {
  const story = await get(`/api/clusters/${encodeURIComponent(id)}`);
  const row = story.cluster;
  const conditions = (list) => table(["Condition", "Status", "Reason", "Message", "Since"], list.map((one) =>
    [one.type, one.status, one.reason, one.message, moment(one.lastTransitionTime)]));
  return [story, null, () => [
    node("h2", null, row.displayName, " ", word(row.summary)),
    node("p", null, `${row.reason}: ${row.message}`),
    row.unlock ? node("p", { class: "hint" }, row.unlock) : null,
    node("p", { class: "quiet" },
      `${row.platform}, ${row.managementState}, storage ${row.storageKind || "none"}, ${row.readyReplicas} ready, since ${moment(row.since)}`),
    ...story.chain.map(link),
    node("h2", null, "ClusterOperator"), conditions(story.clusterOperatorConditions),
    node("h2", null, "Config"), conditions(story.configConditions),
  ]];
}

async function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  try {
    const [first, second, draw] = id ? await cluster(id) : await fleet();
    const state = JSON.stringify([id, first, second]);
    if (state === drawn) return;
    drawn = state;
    main.replaceChildren(...draw().filter(Boolean));
  } catch (problem) {
    drawn = "";
    main.replaceChildren(node("p", { class: "problem" }, problem.message));
  }
}

addEventListener("hashchange", show);
setInterval(() => { if (!document.hidden && !main.contains(document.activeElement)) show(); }, REFRESH);
show();
