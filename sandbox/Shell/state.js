// What this window shows lives in its address: reload, Back and a second window with another person just work.

const known = {
  app: ["workspace", "chat", "planner"],
  theme: ["default", "dark", "contrast"],
  lang: ["de", "en"],
};

/** person, app, theme, lang, place (channel tab or personal app), sub (deep link inside the tab), chat, plan */
export function read() {
  const query = new URLSearchParams(location.search);
  const one = (name) => (known[name].includes(query.get(name)) ? query.get(name) : known[name][0]);
  return {
    person: query.get("person") ?? "anna.mueller",
    app: one("app"),
    theme: one("theme"),
    lang: one("lang"),
    place: query.get("place") ?? "personal",
    sub: query.get("sub") ?? "",
    chat: query.get("chat") ?? "",
    plan: query.get("plan") ?? "",
  };
}

export function address(change) {
  const state = { ...read(), ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value !== "" && !(name === "place" && value === "personal")) query.set(name, value);
  }
  return `?${query}`;
}

const listeners = new Set();

export function onChange(listener) {
  listeners.add(listener);
}

/** One step of history for a place, none for theme and language. */
export function go(change) {
  const before = read();
  const step = Object.keys(change).some((name) => !["theme", "lang"].includes(name) && change[name] !== before[name]);
  history[step ? "pushState" : "replaceState"](null, "", address(change));
  notify(before);
}

function notify(before) {
  const after = read();
  for (const listener of listeners) listener(after, before);
}

let last = read();
onChange((after) => (last = after));
addEventListener("popstate", () => notify(last));
