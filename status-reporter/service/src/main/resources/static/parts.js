// What the pages share. Everything a cluster says goes in as text, never as markup.
import { html, nothing } from "./webjars/lit-html/lit-html.js";

export { html, nothing };
export { render } from "./webjars/lit-html/lit-html.js";

export const SUMMARIES = [
  "Unavailable", "Degraded", "Unreachable", "Unknown", "Progressing", "Upgrading", "Hibernating", "Removed",
  "NotInstalled", "CapabilityDisabled", "Unmanaged", "Available",
];

export async function get(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw Object.assign(new Error(body.detail ?? `${answer.status} ${answer.statusText}`), { status: answer.status, body });
  }
  return body;
}

export const pill = (summary) => html`<span class="pill ${summary}">${summary}</span>`;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

export function ago(text) {
  const seconds = (new Date(text) - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return Math.abs(seconds) < 5 ? "just now" : relative.format(Math.round(seconds / length), unit);
}

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hour12: false });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });

export const dayOf = (text) => day.format(new Date(text));

const time = (text, shown) =>
  text ? html`<time datetime=${text} title=${absolute.format(new Date(text))}>${shown(text)}</time>` : nothing;

export const since = (text) => time(text, ago);
export const at = (text) => time(text, (moment) => clock.format(new Date(moment)));

export const place = (origin) => (origin ? `${origin.topic}/${origin.partition}@${origin.offset}` : "a timer");

const SOON = 14 * 86_400_000;
const endsSoon = (cluster) => cluster.credentialEnds && new Date(cluster.credentialEnds) - Date.now() < SOON;

export const badges = (cluster) => html`
  ${cluster.simulated ? html`<span class="badge">simulated</span>` : nothing}
  ${cluster.paused ? html`<span class="badge">paused</span>` : nothing}
  ${cluster.admissionReason ? html`<span class="badge">${cluster.admissionReason}</span>` : nothing}
  ${endsSoon(cluster) ? html`<span class="badge bad">credential ends ${since(cluster.credentialEnds)}</span>` : nothing}
  ${cluster.contact === "LOST" && cluster.summary !== "Hibernating" ? html`<span class="badge bad">out of contact</span>` : nothing}
  ${Object.entries(cluster.labels).sort().map(([name, value]) => html`<span class="badge">${name}: ${value}</span>`)}`;

export const problem = (error) => html`<p class="callout bad" role="alert"><strong>${error.message}</strong></p>`;

export const clusterAddress = (id) => `cluster.html?id=${encodeURIComponent(id)}`;

export const policyAddress = (name) => `policies.html?name=${encodeURIComponent(name)}`;

// Copies what stands before the button.
export async function copy(event) {
  const button = event.currentTarget;
  const code = button.previousElementSibling;
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2_000);
  } catch {
    getSelection().selectAllChildren(code);
  }
}

export const number = (count) => count.toLocaleString("en");
export const clusters = (count) => `${number(count)} cluster${count === 1 ? "" : "s"}`;
export const words = (text) => (text ? text.charAt(0) + text.slice(1).toLowerCase().replaceAll("_", " ") : "");
export const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
