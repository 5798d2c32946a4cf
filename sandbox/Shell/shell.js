// The frame that a person sees: top bar, rail, and one of the three apps.
import { announce, h, icon, redraw } from "./dom.js";
import { channelFor } from "./channel.js";
import { chatApp } from "./chat.js";
import { personSwitcher } from "./people.js";
import { plannerApp } from "./planner.js";
import { sandbox } from "./sandbox.js";
import { address, go, onChange, read } from "./state.js";
import { speak, t } from "./texts.js";
import { workspaceApp } from "./workspace.js";

const apps = { workspace: workspaceApp, chat: chatApp, planner: plannerApp };
const page = document.getElementById("shell");

/** The app on show; `update(state)` takes a changed theme or language without starting anew. */
let running;
let runningFor;

async function start() {
  const state = read();
  applyLook(state);
  try {
    await sandbox.load();
  } catch {
    page.replaceChildren(h("p", { class: "whole-page", role: "alert" }, t("shell.failed")));
    return;
  }
  if (!sandbox.person(state.person)) {
    announce(t("person.unknown", { name: state.person }));
    go({ person: sandbox.people[0].alias });
  }
  draw(read());
  onChange((after) => {
    applyLook(after);
    draw(after);
  });
}

function applyLook(state) {
  speak(state.lang);
  document.documentElement.dataset.theme = state.theme;
}

function draw(state) {
  const person = sandbox.person(state.person) ?? sandbox.people[0];
  document.title = `${t(`app.${state.app}`)} · ${person.name} · ${t("shell.title")}`;
  if (!page.querySelector(".stage")) {
    page.replaceChildren(
      h("a", { class: "skip", href: "#stage" }),
      h("header", { class: "top" }),
      h("nav", { class: "rail" }),
      h("main", { class: "stage", id: "stage", tabindex: "-1" }),
    );
  }
  page.querySelector(".skip").textContent = t("shell.skip");
  drawTop(page.querySelector(".top"), state, person);
  drawRail(page.querySelector(".rail"), state);
  page.querySelector(".stage").setAttribute("aria-label", t(`app.${state.app}`));

  const identity = `${state.app}|${person.id}`;
  if (runningFor === identity) {
    running.update(state);
    return;
  }
  running?.stop();
  if (!runningFor?.endsWith(`|${person.id}`)) channelFor(person).install().catch((problem) => console.warn(problem));
  runningFor = identity;
  running = apps[state.app](page.querySelector(".stage"), state, person);
}

function drawTop(place, state, person) {
  redraw(
    place,
    h("div", { class: "mark" }, h("span", { class: "badge", title: t("shell.badge.hint") }, t("shell.badge")), h("span", { class: "city" }, sandbox.city)),
    h(
      "div",
      { class: "tools" },
      choice("theme", state.theme, t("theme.label"), ["default", "dark", "contrast"].map((id) => [id, t(`theme.${id}`)])),
      choice("lang", state.lang, t("language.label"), [["de", "Deutsch"], ["en", "English"]]),
      personSwitcher(person),
    ),
  );
}

function choice(name, value, label, options) {
  return h(
    "select",
    { class: "quiet", "aria-label": label, dataset: { key: name }, onchange: (event) => go({ [name]: event.target.value }) },
    options.map(([id, text]) => h("option", { value: id, selected: id === value }, text)),
  );
}

function drawRail(place, state) {
  place.setAttribute("aria-label", t("shell.apps"));
  redraw(
    place,
    Object.keys(apps).map((app) =>
      h(
        "a",
        {
          href: address({ app }),
          "aria-current": app === state.app ? "page" : undefined,
          dataset: { key: `app-${app}` },
          onclick: (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            go({ app });
          },
        },
        icon(app, 24),
        h("span", {}, t(`app.${app}`)),
      ),
    ),
  );
}

await start();
