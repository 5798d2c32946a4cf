// Elements without a framework: h("button", { class: "primary", onclick }, "Text").

/** @param {string} tag @param {Record<string, unknown>} [attributes] @param {...(Node|string|null|undefined|false|Array)} children */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "value" || name === "checked" || name === "selected") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

const paths = {
  workspace: "M4 4h5v16H4zM10.5 4h4.5v11h-4.500zM16.500 4H20v7h-3.500z",
  chat: "M12 3a9 9 0 0 0-7.900 13.300L3 21l4.700-1.100A9 9 0 1 0 12 3zm-4 7h8v1.500H8zm0 3.500h5V15H8z",
  planner: "M4 5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zm3.500 3.200 1 1 2-2 .9.900-2.900 2.900-1.900-1.900zm5.500.3h4V10h-4zm-5.500 6.200 1 1 2-2 .9.900-2.900 2.900-1.900-1.900zm5.500.3h4v1.500h-4z",
  send: "M3 20.500 21.500 12 3 3.500v6.700L14 12 3 13.800z",
  add: "M11.200 4h1.600v7.200H20v1.600h-7.200V20h-1.600v-7.200H4v-1.600h7.200z",
  close: "m5 6.100 1.100-1.100 5.900 5.900L17.900 5 19 6.100 13.100 12l5.900 5.900-1.100 1.100-5.900-5.900L6.100 19 5 17.900 10.900 12z",
  refresh: "M12 4.500a7.500 7.500 0 1 0 7.300 9.200h-1.600A6 6 0 1 1 12 6a6 6 0 0 1 4.200 1.800L14 10h6V4l-2.700 2.700A7.500 7.500 0 0 0 12 4.500z",
  chevron: "m6 9 1.100-1.100L12 12.800l4.900-4.900L18 9l-6 6z",
  done: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1.300 12.600-3.300-3.300 1.100-1.100 2.200 2.200 4.800-4.800 1.100 1.100z",
  calendar: "M7 3v2H5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2h-2V3h-1.500v2h-7V3zM4.500 9.500h15V19a.5.5 0 0 1-.5.500H5a.5.5 0 0 1-.5-.500z",
};

/** A drawing that says nothing by itself: its button or text carries the name. */
export function icon(name, size = 20) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: "icon" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** Initials on one of eight quiet colours that belong to the person. */
export function avatar(person, size = 32) {
  const name = person?.name ?? "?";
  const words = name.split(/\s+/).filter(Boolean);
  const initials = words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2);
  const colour = [...(person?.id ?? name)].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) % 1_000_003, 7) % 8;
  return h("span", { class: `avatar tone-${Math.abs(colour)}`, style: `--size:${size}px`, "aria-hidden": "true" }, initials.toUpperCase());
}

/** The product's own sign, where a person would have an avatar. */
export function appMark() {
  return h("span", { class: "app-mark", "aria-hidden": "true" }, icon("workspace", 20));
}

/** Says it to screen readers; the same sentence twice is said twice. */
export function announce(text) {
  const place = document.getElementById("announcer");
  place.textContent = place.textContent === text ? `${text} ` : text;
}

/** Replaces what is in a place and gives the focus back to the element of the same data-key. */
export function redraw(place, ...children) {
  const focused = document.activeElement;
  const key = place.contains(focused) ? focused.dataset.key : undefined;
  const scrolled = [...place.querySelectorAll("[data-scroll]")].map((e) => [e.dataset.scroll, e.scrollTop, e.scrollLeft]);
  place.replaceChildren(...children.flat(Infinity).filter(Boolean));
  for (const [name, top, left] of scrolled) {
    const again = place.querySelector(`[data-scroll="${CSS.escape(name)}"]`);
    if (again) [again.scrollTop, again.scrollLeft] = [top, left];
  }
  if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
