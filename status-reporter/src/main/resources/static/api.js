// Shows /api/openapi.json.
const main = document.getElementById("main");

function node(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
}

function type(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return node("a", { href: `#${name}` }, name);
  }
  if (schema.oneOf) return node("span", null, ...schema.oneOf.flatMap((one, i) => (i ? [" or ", type(one)] : [type(one)])));
  if (schema.type === "array") return node("span", null, "list of ", type(schema.items));
  if (schema.enum) return node("code", null, schema.enum.join(" | "));
  return node("code", null, [schema.type].flat().join(" or ") + (schema.format ? ` (${schema.format})` : ""));
}

function table(headings, rows) {
  return node("table", null,
    node("thead", null, node("tr", null, ...headings.map((text) => node("th", null, text)))),
    node("tbody", null, ...rows.map((cells) => node("tr", null, ...cells.map((cell) => node("td", null, cell))))));
}

function operation(path, method, details) {
  const responses = Object.entries(details.responses).map(([code, response]) => {
    const [media] = Object.entries(response.content ?? {});
    return [code, response.description, media ? type(media[1].schema) : ""];
  });
  return node("section", null,
    node("h2", null, node("code", null, `${method.toUpperCase()} ${path}`)),
    node("p", null, details.summary),
    details.parameters ? table(["Parameter", "Type", "Meaning"],
      details.parameters.map((one) => [one.name, type(one.schema), one.description ?? ""])) : null,
    table(["Answer", "Meaning", "Content"], responses));
}

function schema(name, details) {
  return node("section", { id: name }, node("h2", null, name),
    details.properties
      ? table(["Field", "Type", "Meaning"], Object.entries(details.properties).map(([field, one]) =>
          [field, type(one), one.description ?? ""]))
      : node("p", null, type(details)));
}

const answer = await fetch("/api/openapi.json");
const api = await answer.json();
main.replaceChildren(
  node("p", null, api.info.description),
  ...Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, details]) => operation(path, method, details))),
  ...Object.entries(api.components.schemas).map(([name, details]) => schema(name, details)));
