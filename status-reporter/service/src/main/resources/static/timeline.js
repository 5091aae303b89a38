// What happened to a cluster: events, the decisions they led to, and the actions of these.
import { at, dayOf, html, nothing, place } from "./parts.js";
import { repeat } from "./webjars/lit-html/directives/repeat.js";

const FEW = 3;
const keyOf = (chapter) => (chapter.record ? place(chapter.record) : `${chapter.time} ${chapter.decisions[0]?.rule ?? ""}`);

// The chapters known so far with the latest ones anew; null when there is a gap between them.
export function merged(known, latest) {
  const keys = new Map(known.map((chapter, index) => [keyOf(chapter), index]));
  const overlap = latest.findIndex((chapter) => keys.has(keyOf(chapter)));
  if (overlap < 0) return null;
  return [...known.slice(0, keys.get(keyOf(latest[overlap]))), ...latest.slice(overlap)];
}

const value = (one) => (one === null ? "–" : typeof one === "string" ? one : JSON.stringify(one));

const change = ({ field, before, after }) => html`
  <li><code>${field}</code> ${before === null ? nothing : html`<del>${value(before)}</del> `}<ins>${value(after)}</ins></li>`;

const changeList = (changes) => html`<ul class="changes">${changes.map(change)}</ul>`;

function changesOf(changes) {
  if (!changes.length) return nothing;
  if (changes.length <= FEW) return changeList(changes);
  return html`<details><summary>${changes.length} fields changed</summary>${changeList(changes)}</details>`;
}

const outcome = (action) => {
  if (!action.outcome) return html`<span class="pill working">no answer yet</span>`;
  const { result, code, reason, message } = action.outcome;
  return html`<span class="pill ${result}">${result.toLowerCase()}</span>
    <small class="quiet">${[code || "", reason, message].filter(Boolean).join(" · ")}</small>`;
};

const action = (one) => html`
  <li class="action">
    <span><b>${one.verb}</b> ${one.object}${one.attempt > 1 ? html` <small class="quiet">attempt ${one.attempt}</small>` : nothing}</span> ${outcome(one)}
    ${one.body ? html`<details><summary>What was written</summary><pre>${JSON.stringify(one.body, null, 2)}</pre></details>` : nothing}
    ${decisions(one.decisions)}
  </li>`;

const decision = (one) => html`
  <li class="decision">
    <p><span class="stage">${one.stage}</span> ${one.reason}${one.reason.endsWith(`${one.rule})`) ? nothing : html` <code class="rule" title="rule">${one.rule}</code>`}</p>
    ${one.result ? changesOf(one.result.changes) : nothing}
    ${one.actions.length ? html`<ol class="steps">${one.actions.map(action)}</ol>` : nothing}
    ${decisions(one.decisions)}
  </li>`;

const decisions = (list) => (list.length ? html`<ol class="steps">${list.map(decision)}</ol>` : nothing);

const TYPES = {
  TIMER: "Time passed",
  NOT_READ: "An earlier event",
  REGISTERED: "Entered the fleet",
  LEFT: "Left the fleet",
  REQUEST: "Asked for by",
  OUTCOME: "Answer about",
  UNREADABLE: "A record that cannot be read",
};

function event({ event: what, showsAction }) {
  const type = TYPES[what.type] ?? what.type.toLowerCase().replaceAll("_", " ");
  const who = showsAction ? "our own write shows" : (what.managers ?? []).join(", ");
  const asked = Object.entries(what.fields ?? {}).map(([field, value]) => `${field} = ${JSON.stringify(value)}`).join(", ");
  return html`<b>${type}</b> ${what.by ?? ""} ${what.object ?? ""} ${what.subject ?? ""} ${asked}
    <small class="quiet">${[who, what.detail, what.reason].filter(Boolean).join(" · ")}</small>`;
}

const chapter = (one) => html`
  <li class="chapter ${one.decisions.length ? "led" : ""} ${one.showsAction ? "ours" : ""}">
    <span class="moment" title=${place(one.record)}>${at(one.time)}</span>
    <div>
      <p>${event(one)}</p>
      ${changesOf(one.changes)}
      ${decisions(one.decisions)}
    </div>
  </li>`;

function byDay(chapters) {
  const days = new Map();
  for (const one of chapters) {
    const day = dayOf(one.time);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days];
}

// The chapters, newest first.
export function timeline(chapters, onlyLed) {
  const shown = chapters.filter((one) => !onlyLed || one.decisions.length).toReversed();
  if (!shown.length) return html`<p class="quiet">Nothing on these pages led to a decision.</p>`;
  return byDay(shown).map(([day, list]) => html`
    <h3 class="day">${day}</h3>
    <ol class="timeline" aria-label=${day}>${repeat(list, keyOf, chapter)}</ol>`);
}
