// One cluster: how it is, what would unlock it, which stage said what, and what happened.
import {
  at, badges, clusterAddress, copy, fact, get, html, nothing, pill, place, policyAddress, problem, render, since, words,
} from "./parts.js";
import { calmly, follow } from "./live.js";
import { merged, timeline } from "./timeline.js";

const STAGES = {
  platform: ["Platform", "What it runs on", (result) => result.platform],
  storage: ["Storage", "Where images are kept", (result) => result.kind || "none"],
  registry: ["Registry", "What is deployed", (result) => words(result.phase)],
  status: ["Status", "What is reported", (result) => result.summary],
};
const BUSY = 503;
const AGAIN = 5_000;
const id = new URLSearchParams(location.search).get("id") ?? "";
const path = `api/clusters/${encodeURIComponent(id)}`;
const main = document.getElementById("main");

let story = null;
let fields = [];
let failure = null;
let history = null;
let historyFailure = null;
let explanation = null;
let onlyLed = true;
let drawn = false;

async function load() {
  try {
    story = await get(path);
    ({ fields } = await get(`${path}/policy`));
    failure = null;
  } catch (error) {
    failure = error;
  }
  draw();
  return !failure;
}

async function loadHistory() {
  try {
    const latest = await get(`${path}/history?limit=50`);
    const chapters = history && merged(history.chapters, latest.chapters);
    history = chapters ? { ...history, chapters } : latest;
    historyFailure = null;
  } catch (error) {
    historyFailure = error;
    if (error.status === BUSY) setTimeout(reread, AGAIN);
  }
  draw();
}

async function loadEarlier() {
  const skip = history.nextSkip;
  if (!skip) return;
  try {
    const page = await get(`${path}/history?limit=50&skip=${skip}&to=${encodeURIComponent(history.to)}`);
    if (skip !== history.nextSkip) return;
    history = { ...page, chapters: [...page.chapters, ...history.chapters] };
    historyFailure = null;
  } catch (error) {
    historyFailure = error;
    if (error.status === BUSY) setTimeout(() => skip === history.nextSkip && loadEarlier(), AGAIN);
  }
  draw();
}

async function loadExplanation() {
  explanation = await get(`${path}/explain`).catch((error) => ({ error }));
  if (explanation.error?.status === BUSY) setTimeout(reexplain, AGAIN);
  draw();
}

function explain(event) {
  if (event.target.open && !explanation) return reexplain();
}

const unlock = (text) => html`
  <section class="callout" aria-labelledby="unlock">
    <h2 id="unlock">What would unlock it</h2>
    ${text.split(/(oc patch [^']*'[^']*')/).map((part) => part.trim()).filter(Boolean).map((part) =>
      part.startsWith("oc patch")
        ? html`<div class="command"><pre>${part}</pre><button @click=${copy}>Copy</button></div>`
        : html`<p>${part}</p>`)}
  </section>`;

const problems = (list) => html`
  <section class="callout bad" aria-labelledby="problems">
    <h2 id="problems">What keeps it from working</h2>
    <ul>${list.map((one) => html`<li><strong>${one.reason}</strong> <span class="message">${one.message}</span></li>`)}</ul>
  </section>`;

const missingRights = (list) => html`
  <section class="callout" aria-labelledby="rights">
    <h2 id="rights">What the fleet may not do there</h2>
    <ul>${list.map((one) => html`<li>${one}</li>`)}</ul>
  </section>`;

const head = (cluster, origin) => html`
  <p class="back"><a href="./${sessionStorage.getItem("fleet") ?? ""}">← Fleet</a></p>
  <section class="card head">
    <div class="title"><h1>${cluster.displayName}</h1> ${pill(cluster.summary)}
      <span class="badges">${cluster.displayName === cluster.id ? nothing : html`<span class="badge">${cluster.id}</span>`}${badges(cluster)}</span></div>
    <p class="lead"><strong>${cluster.reason}</strong> <span class="message">${cluster.message}</span></p>
    <dl class="facts">
      ${fact("Platform", cluster.platform || "–")}
      ${fact("Management state", cluster.managementState || "–")}
      ${fact("Storage", cluster.storageKind || "none")}
      ${fact("Ready replicas", cluster.readyReplicas)}
      ${fact("Contact", words(cluster.contact))}
      ${fact("Under way", cluster.settled ? "nothing" : "something")}
      ${cluster.credentialEnds ? fact("Credential ends", since(cluster.credentialEnds)) : nothing}
      ${origin ? fact("Imported from", `${origin.ref} of source ${origin.source}${origin.hub ? ` on hub ${origin.hub}` : ""}`) : nothing}
      ${fact("Since", since(cluster.since))}
    </dl>
  </section>`;

function stateOf(link) {
  if (!link) return ["UNKNOWN", "has said nothing yet"];
  const { errorClass, failures } = link.result;
  if ((errorClass && errorClass !== "NONE") || failures?.length) return ["failed", "error"];
  const [latest] = link.actions;
  if (latest?.outcome?.result === "REFUSED") return ["failed", "refused"];
  if (link.actions.some((action) => !action.outcome) || latest?.outcome?.result === "LATER") return ["working", "working"];
  return ["DONE", "done"];
}

const resultOf = (result) => html`
  <dl class="result">${Object.entries(result)
    .filter(([, value]) => value !== "" && !(Array.isArray(value) && !value.length))
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${typeof value === "object" ? html`<pre>${JSON.stringify(value, null, 1)}</pre>` : value}</dd></div>`)}</dl>`;

const actionOf = (action) => html`
  <li><b>${action.verb.toLowerCase().replace("_", " ")}</b> ${action.object}
    <span class="pill ${action.outcome?.result ?? "working"}">${(action.outcome?.result ?? "no answer yet").toLowerCase()}</span>
    ${action.outcome?.message ? html`<small class="quiet">${action.outcome.message}</small>` : nothing}</li>`;

function stage([name, [title, question, answer]]) {
  const link = story.chain.find((one) => one.stage === name);
  const [state, word] = stateOf(link);
  return html`
    <li class="stage-card ${state}">
      <div class="row"><h3>${title}</h3><span class="pill ${state}">${word}</span></div>
      <p class="quiet"><small>${question}</small></p>
      ${link ? html`
        <p class="answer">${answer(link.result)}</p>
        <p>${link.cause.reason}</p>
        <p class="quiet"><small>by rule <code>${link.cause.rule}</code>, ${since(link.cause.decidedAt)}, after ${link.event}</small></p>
        <details><summary>Result${link.actions.length ? ` and actions (${link.actions.length})` : ""}</summary>
          ${resultOf(link.result)}
          ${link.actions.length ? html`<ol class="actions">${link.actions.map(actionOf)}</ol>` : nothing}
          <p class="quiet"><small>recorded at ${place(link.record)}</small></p>
        </details>` : nothing}
    </li>`;
}

const pipeline = () => html`
  <section class="card" aria-labelledby="pipeline">
    <h2 id="pipeline">Pipeline</h2>
    <ol class="pipeline">${Object.entries(STAGES).map(stage)}</ol>
  </section>`;

function because(condition) {
  if (!explanation) return html`<p class="quiet">Reading the log…</p>`;
  if (explanation.error) return problem(explanation.error);
  const found = explanation.conditions.find((one) => one.condition.type === condition.type && one.condition.reason === condition.reason);
  const chain = found?.chain ?? explanation.chain;
  return html`<ol class="because">${chain.map((step) => html`<li>${at(step.time)}
    ${step.stage ? html`<span class="stage">${step.stage}</span> ${step.reason}${step.reason.endsWith(`${step.rule})`) ? nothing : html` <code class="rule">${step.rule}</code>`}`
      : step.verb ? html`<b>${step.verb}</b> ${step.object}`
      : html`<b>${words(step.event?.type ?? "event")}</b> ${step.event?.object ?? step.event?.subject ?? ""}`}</li>`)}</ol>`;
}

// Long names may break between their words.
const breakable = (name) => name.split(/(?<=[a-z])(?=[A-Z])/).map((word) => html`${word}<wbr>`);

const condition = (one) => html`
  <tr role="row">
    <th role="rowheader" scope="row">${breakable(one.type)}</th>
    <td role="cell"><span class="word ${tone(one)}">${one.status}</span></td>
    <td role="cell" class="says">${one.reason ? html`<strong>${one.reason}</strong> ` : nothing}<span class="message">${one.message}</span>
      <details @toggle=${explain}><summary>Why<span class="hidden"> ${one.type}</span></summary>${because(one)}</details></td>
    <td role="cell" class="since" data-label="Since">${since(one.lastTransitionTime)}</td>
  </tr>`;

// Whether a condition is good news depends on what it is about.
function tone({ type, status }) {
  if (status === "Unknown") return "Unknown";
  const good = /(Degraded|Failing|Progressing)$/.test(type) ? "False" : "True";
  if (status === good) return "Available";
  if (/Progressing$/.test(type)) return "Progressing";
  return /(Degraded|Available|Failing)$/.test(type) ? "Degraded" : "Unknown";
}

const conditions = (name, title, list) => html`
  <section class="card" aria-labelledby=${name}>
    <h2 id=${name}>${title}</h2>
    ${list.length ? html`<table role="table" class="conditions" aria-labelledby=${name}>
      <thead role="rowgroup"><tr role="row">${["Condition", "Status", "Reason and message", "Since"].map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}</tr></thead>
      <tbody role="rowgroup">${list.map(condition)}</tbody></table>` : html`<p class="quiet">None are reported.</p>`}
  </section>`;

const past = () => html`
  <section class="card" aria-labelledby="past">
    <div class="row"><h2 id="past">Timeline</h2>
      <label class="check"><input type="checkbox" .checked=${onlyLed} @change=${(event) => { onlyLed = event.target.checked; draw(); }}> only what led to a decision</label></div>
    ${historyFailure ? problem(historyFailure) : nothing}
    ${history?.complete === false ? html`<p class="callout bad">Some records of this time cannot be read.</p>` : nothing}
    ${history ? timeline(history.chapters, onlyLed) : historyFailure ? nothing : html`<p class="quiet">Reading the log…</p>`}
    ${history?.nextSkip ? html`<button @click=${loadEarlier}>Earlier</button>` : nothing}
    ${history?.historyFrom ? html`<p class="quiet"><small>The log tells of this cluster since ${since(history.historyFrom)}.</small></p>` : nothing}
  </section>`;

const unknown = (error) => html`
  <h1>${id || "No cluster is named"}</h1>
  ${problem(error)}
  <p>${(error.body?.near ?? []).map((name) => html`<a href=${clusterAddress(name)}>${name}</a> `)} <a href="./">The fleet</a></p>`;

const FIELD_TONES = {
  COMPLIANT: "Available", NON_COMPLIANT: "Upgrading", PENDING: "Progressing", REFUSED: "Degraded", CONTESTED: "Degraded",
  RESTORED: "Removed", UNKNOWN: "Unknown",
};
const MODES = { INFORM: "only compared", ENFORCE: "enforced", RESTORE: "being undone" };

const fieldRow = (one) => html`
  <tr role="row">
    <th role="rowheader" scope="row"><code>${one.field}</code></th>
    <td role="cell" data-label="State"><span class="pill ${FIELD_TONES[one.state]}">${words(one.state)}</span></td>
    <td role="cell" data-label="Desired"><code>${one.desired}</code></td>
    <td role="cell" data-label="Observed"><code>${one.observed || "nothing"}</code></td>
    <td role="cell" data-label="Policy"><a href=${policyAddress(one.policy)}>${one.policy}</a> v${one.version}
      <small class="quiet">${MODES[one.mode]}</small></td>
    <td role="cell" data-label="Last writer">${one.lastWriter || "unknown"}</td>
    ${one.message || one.dangers.length ? html`<td role="cell" class="says">${one.message}
      ${one.dangers.length ? html`<small class="quiet">would be ${one.dangers.join(", ")}</small>` : nothing}</td>` : html`<td role="cell" class="says"></td>`}
  </tr>`;

const policyFields = () => html`
  <section class="card" aria-labelledby="fields">
    <h2 id="fields">What policies want of it</h2>
    <table role="table" class="conditions fields" aria-labelledby="fields">
      <thead role="rowgroup"><tr role="row">${["Field", "State", "Desired", "Observed", "Policy", "Last writer", "Why"].map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}</tr></thead>
      <tbody role="rowgroup">${fields.map(fieldRow)}</tbody></table>
  </section>`;

const CONTESTS = { REWRITTEN: "rewritten at admission", DROPPED: "dropped by the API server", CHANGED_BACK: "changed back" };

const contested = (list) => html`
  <section class="card" aria-labelledby="contested">
    <h2 id="contested">Fields that do not stay as they are written</h2>
    <ul>${list.map((one) => html`<li><b>${one.object}</b> <code>${one.field}</code> is ${CONTESTS[one.contest]}: wanted
      <code>${one.wanted || "nothing"}</code>, found <code>${one.found || "nothing"}</code>
      <small class="quiet">manager ${one.manager || "unknown"}, ${since(one.since)}</small></li>`)}</ul>
  </section>`;

function draw() {
  if (!drawn) main.replaceChildren();
  drawn = true;
  if (!story) {
    render(failure ? unknown(failure) : nothing, main);
    return;
  }
  document.title = `${story.cluster.displayName} – Registry Fleet`;
  render(html`
    ${failure ? problem(failure) : nothing}
    ${head(story.cluster, story.origin)}
    ${story.cluster.problems.length ? problems(story.cluster.problems) : nothing}
    ${story.cluster.missingRights.length ? missingRights(story.cluster.missingRights) : nothing}
    ${story.cluster.unlock ? unlock(story.cluster.unlock) : nothing}
    ${story.contested.length ? contested(story.contested) : nothing}
    ${fields.length ? policyFields() : nothing}
    ${pipeline()}
    ${conditions("operator", "ClusterOperator", story.clusterOperatorConditions)}
    ${conditions("config", "Config", story.configConditions)}
    ${past()}`, main);
}

const refresh = calmly(1_000, load);
const reread = calmly(3_000, loadHistory);
const reexplain = calmly(3_000, loadExplanation);
setInterval(() => document.hidden || !story || draw(), 30_000);

await load();
if (story) {
  let begun = false;
  reread();
  follow(`?cluster=${encodeURIComponent(id)}`, (changes) => {
    if (begun || !changes.everything) reread();
    if (explanation) reexplain();
    begun = true;
    return refresh();
  });
}
