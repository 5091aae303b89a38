// Shows /api/openapi.json.
import { get, html, nothing, problem, render } from "./parts.js";

const main = document.getElementById("main");

function type(schema) {
  if (!schema) return nothing;
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return html`<a href="#${name}">${name}</a>`;
  }
  if (schema.oneOf) return schema.oneOf.map((one, index) => html`${index ? " or " : nothing}${type(one)}`);
  if (schema.type === "array") return html`list of ${type(schema.items)}`;
  if (schema.enum) return html`<code>${schema.enum.join(" | ")}</code>`;
  return html`<code>${[schema.type].flat().join(" or ")}${schema.format ? ` (${schema.format})` : ""}</code>`;
}

const table = (label, headings, rows) => html`
  <table aria-label=${label}>
    <thead><tr>${headings.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table>`;

// A part that is described once for all operations.
const resolved = (api, part) => (part.$ref ? part.$ref.slice(2).split("/").reduce((found, name) => found[name], api) : part);

function operation(api, path, method, details) {
  const parameters = (details.parameters ?? []).map((one) => resolved(api, one));
  const answers = Object.entries(details.responses).map(([code, one]) => {
    const answer = resolved(api, one);
    return [html`<code>${code}</code>`, answer.description, type(Object.values(answer.content ?? {})[0]?.schema)];
  });
  return html`
    <section class="card described">
      <h2><code>${method.toUpperCase()} ${path}</code></h2>
      <p>${details.summary}</p>
      ${parameters.length ? table(`Parameters of ${path}`, ["Parameter", "Type", "Meaning"],
        parameters.map((one) => [html`<code>${one.name}</code>`, type(one.schema), one.description ?? ""])) : nothing}
      ${table(`Answers of ${path}`, ["Answer", "Meaning", "Content"], answers)}
    </section>`;
}

const schema = (name, details) => html`
  <section class="card described" id=${name}>
    <h2>${name}</h2>
    ${details.properties
      ? table(`Fields of ${name}`, ["Field", "Type", "Meaning"],
        Object.entries(details.properties).map(([field, one]) => [html`<code>${field}</code>`, type(one), one.description ?? ""]))
      : html`<p>${type(details)}</p>`}
  </section>`;

try {
  const api = await get("api/openapi.json");
  main.replaceChildren();
  render(html`
    <div><h1>API</h1><p>${api.info.description}</p>
      <p>As a file: <a href="api/openapi.yaml">openapi.yaml</a>, <a href="api/openapi.json">openapi.json</a></p></div>
    ${Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, details]) => operation(api, path, method, details)))}
    ${Object.entries(api.components.schemas).map(([name, details]) => schema(name, details))}`, main);
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
} catch (error) {
  main.replaceChildren();
  render(problem(error), main);
}
