// What the registries shall be: all policies, or one with its stages, who needs somebody, and what people have said.
import { clusterAddress, clusters, copy, fact, get, html, nothing, number, policyAddress, problem, render, since, words } from "./parts.js";
import { calmly, follow } from "./live.js";

const STATES = {
  INFORM: ["Unmanaged", "informs"], RUNNING: ["Progressing", "running"], APPROVAL: ["Upgrading", "needs an approval"],
  PAUSED: ["Degraded", "paused"], SUCCEEDED: ["Available", "succeeded"], ABORTED: ["Removed", "aborted"],
  UNDOING: ["Progressing", "being undone"], UNDONE: ["Removed", "undone"],
};
const COMPLIANCE = {
  compliant: "Available", restored: "Removed", pending: "Progressing", non_compliant: "Upgrading", refused: "Degraded",
  contested: "Unavailable", unknown: "Unknown",
};
const PROGRESS = {
  TO_APPLY: "Unknown", PROGRESSING: "Progressing", SUCCEEDED: "Available", FAILED: "Degraded", TIME_OUT: "Unavailable", SKIP: "Unreachable",
};
const STAGES = { THROUGH: ["DONE", "through"], OPEN: ["working", "open"], APPROVAL: ["UNKNOWN", "needs an approval"], WAITS: ["UNKNOWN", "waits for those before"] };
const ANSWERS = { FOLLOWED: ["DONE", "followed"], REFUSED: ["REFUSED", "refused"], UNKNOWN: ["UNKNOWN", "no answer known"] };
const BUSY = 503;
const AGAIN = 5_000;
const name = new URLSearchParams(location.search).get("name") ?? "";
const main = document.getElementById("main");

let policies = null;
let detail = null;
let failure = null;
let drawn = false;

async function load() {
  try {
    if (name) detail = await get(`api/policies/${encodeURIComponent(name)}`);
    else ({ policies } = await get("api/policies"));
    failure = null;
  } catch (error) {
    failure = error;
    if (error.status === BUSY) setTimeout(refresh, AGAIN);
  }
  draw();
  return !failure;
}

const state = (policy) => html`<span class="pill ${STATES[policy.state][0]}">${STATES[policy.state][1]}</span>`;
const lower = (text) => (text === "SKIP" ? "skipped" : text.toLowerCase().replaceAll("_", " "));

const counts = (policy) => html`
  <div class="proportions" aria-hidden="true">
    ${Object.keys(COMPLIANCE).filter((one) => policy.compliance[one]).map((one) =>
      html`<span class=${COMPLIANCE[one]} .style=${`flex-grow:${policy.compliance[one]}`}></span>`)}
  </div>
  <p class="counts">${Object.keys(COMPLIANCE).filter((one) => policy.compliance[one]).map((one) =>
    html`<span class="pill ${COMPLIANCE[one]}">${number(policy.compliance[one])} ${lower(one)}</span> `)}
    ${policy.selected ? nothing : html`<span class="quiet">It selects no cluster.</span>`}</p>`;

// A sentence whose commands can be told from it.
const COMMAND = /(regfleet policy rollout [a-z]+(?: [a-z0-9-]+){1,2}|regfleet explain [a-z0-9-]+)/;
const remedy = (text) => text.split(COMMAND).map((part, index) => (index % 2 ? html`<code>${part}</code>` : part));

const steps = (text) => text.split(COMMAND).map((part, index) => (index % 2
  ? html`<div class="command"><pre>${part}</pre><button @click=${copy}>Copy</button></div>` : part && html`<p>${part.replace(/^[;.,] /, "")}</p>`));

const waits = (policy) => html`
  ${policy.waitsFor ? html`<p><strong>${policy.waitsFor}</strong></p>` : nothing}
  ${policy.remedy ? html`<p>${remedy(policy.remedy)}</p>` : nothing}`;

const card = (policy) => html`
  <section class="card" aria-labelledby="policy-${policy.name}">
    <div class="row"><h2 id="policy-${policy.name}"><a href=${policyAddress(policy.name)}>${policy.name}</a></h2>
      <span>${state(policy)} <span class="quiet">version ${policy.version} · ${policy.mode} · ${clusters(policy.selected)} · ${since(policy.since)}</span></span></div>
    ${counts(policy)}
    ${waits(policy)}
    ${policy.attention ? html`<p>To look at: ${clusters(policy.attention)}.</p>` : nothing}
    ${policy.conflicts ? html`<p>Wanted differently by another policy, so that nobody writes them: ${number(policy.conflicts)} fields.</p>` : nothing}
  </section>`;

const list = () => html`
  <h1>Policies</h1>
  ${policies.length ? policies.map(card) : html`<section class="card"><p>There is none. One is handed in by
    <code>regfleet policy apply -f PATH</code>, after a look at <code>regfleet policy plan -f PATH</code>.</p></section>`}`;

const isThrough = ({ state: now, clusters: { TO_APPLY, PROGRESSING } }) => now === "OPEN" && !TO_APPLY && !PROGRESSING;

const stage = (one) => html`
  <li class="stage-card ${STAGES[isThrough(one) ? "THROUGH" : one.state][0]}">
    <div class="row"><h3>${one.name}</h3><span class="pill ${STAGES[isThrough(one) ? "THROUGH" : one.state][0]}">${STAGES[isThrough(one) ? "THROUGH" : one.state][1]}</span></div>
    <p class="answer">${clusters(one.size)}</p>
    <ul class="counts">${Object.keys(PROGRESS).filter((progress) => one.clusters[progress]).map((progress) =>
      html`<li><span class="pill ${PROGRESS[progress]}">${number(one.clusters[progress])} ${lower(progress)}</span></li>`)}</ul>
  </li>`;

const stages = () => html`
  <section class="card" aria-labelledby="stages">
    <h2 id="stages">Stages</h2>
    <ol class="pipeline stages">${detail.stages.map(stage)}</ol>
  </section>`;

const note = (one) => html`
  <li><a href=${clusterAddress(one.cluster)}>${one.cluster}</a> <span class="pill ${PROGRESS[one.progress]}">${lower(one.progress)}</span>
    <span class="quiet">stage ${one.stage}</span>
    <p class="message"><strong>${one.reason}</strong></p>
    ${one.remedy ? html`<p>${remedy(one.remedy)}</p>` : nothing}</li>`;

const notes = () => html`
  <section class="card" aria-labelledby="notes">
    <h2 id="notes">Clusters that need somebody</h2>
    <ul class="sources">${detail.notes.map(note)}</ul>
  </section>`;

const conflicts = () => html`
  <section class="callout bad" aria-labelledby="conflicts">
    <h2 id="conflicts">Wanted differently</h2>
    <ul>${detail.conflicts.map((one) => html`<li><code>${one.field}</code> of <a href=${clusterAddress(one.cluster)}>${one.cluster}</a>
      by ${one.policies.join(" and ")}: nobody writes it. Change one of them, or whom it selects.</li>`)}</ul>
  </section>`;

const said = (one) => html`
  <li><b>${words(one.command)}</b> ${one.stage} ${one.clusters.join(", ")} <span class="quiet">by ${one.by}, ${since(one.at)}${one.version ? html`, having seen version ${one.version}` : nothing}</span>
    <span class="pill ${ANSWERS[one.answer][0]}">${ANSWERS[one.answer][1]}</span>
    ${one.reason ? html`<p class="message">“${one.reason}”</p>` : nothing}
    ${one.refusal ? html`<p class="message"><strong>${one.refusal}</strong></p>` : nothing}</li>`;

const one = ({ policy } = detail) => html`
  <p class="back"><a href="policies.html">← Policies</a></p>
  <section class="card head">
    <div class="title"><h1>${policy.name}</h1> ${state(policy)}</div>
    ${counts(policy)}
    <dl class="facts">
      ${fact("Version", policy.version)}
      ${fact("Mode", policy.mode)}
      ${fact("Clusters", number(policy.selected))}
      ${fact("Applied by", detail.appliedBy || "unknown")}
      ${fact("Applied", since(detail.appliedAt))}
      ${detail.reason ? fact("Because", detail.reason) : nothing}
      ${fact("State since", since(policy.since))}
    </dl>
  </section>
  ${policy.waitsFor || policy.remedy ? html`<section class="callout" aria-labelledby="waits"><h2 id="waits">What it waits for</h2>
    ${policy.waitsFor ? html`<p><strong>${policy.waitsFor}</strong></p>` : nothing}${steps(policy.remedy)}</section>` : nothing}
  ${detail.stages.length ? stages() : nothing}
  ${detail.conflicts.length ? conflicts() : nothing}
  ${detail.notes.length ? notes() : nothing}
  <section class="card" aria-labelledby="said">
    <h2 id="said">What people have said</h2>
    ${detail.commands.length ? html`<ul class="sources">${detail.commands.map(said)}</ul>` : html`<p class="quiet">Nothing that the log still tells.</p>`}
    <details><summary>The policy</summary><pre>${JSON.stringify(detail.document, null, 2)}</pre></details>
  </section>`;

const unknown = (error) => html`
  <h1>${name || "Policies"}</h1>
  ${problem(error)}
  <p>${(error.body?.near ?? []).map((near) => html`<a href=${policyAddress(near)}>${near}</a> `)} <a href="policies.html">All policies</a></p>`;

function draw() {
  if (!drawn) main.replaceChildren();
  drawn = true;
  if (name) document.title = `${name} – Registry Fleet`;
  const known = name ? detail : policies;
  const gone = failure?.status === 404;
  render(known && !gone ? html`${failure ? problem(failure) : nothing}${name ? one() : list()}` : failure ? unknown(failure) : nothing, main);
}

const refresh = calmly(1_000, load);
setInterval(() => document.hidden || draw(), 30_000);

await load();
if (failure?.status !== 404) follow("", (changes) => (changes.everything ? refresh() : true));
