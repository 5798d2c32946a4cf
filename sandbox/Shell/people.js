// "Sign in as …": a button with the person, a list to search in.
import { announce, avatar, h, icon } from "./dom.js";
import { sandbox } from "./sandbox.js";
import { address, go } from "./state.js";
import { t } from "./texts.js";

const shown = 40;

/** "mueller" finds Müller, "yildiz" finds Yıldız. */
export function plain(text) {
  return text
    .toLowerCase()
    .replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss").replace(/ı/g, "i")
    .normalize("NFD").replace(/\p{M}/gu, "");
}

export function findPeople(text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return sandbox.people.filter((person) => {
    const haystack = plain(`${person.name} ${person.jobTitle} ${person.department}`);
    return words.every((word) => haystack.includes(word));
  });
}

export function personSwitcher(person) {
  const button = h(
    "button",
    {
      type: "button",
      class: "person quiet",
      "aria-haspopup": "dialog",
      dataset: { key: "person" },
      onclick: () => open(button),
    },
    avatar(person, 28),
    h("span", { class: "visually-hidden" }, t("person.switch")),
    h("span", { class: "person-name" }, person.name),
    icon("chevron", 14),
  );
  return button;
}

function open(button) {
  let found = [];
  let active = 0;
  const dialog = h("dialog", { class: "popover people", "aria-label": t("person.dialog") });
  const list = h("ul", { role: "listbox", id: "people-list", "aria-label": t("person.dialog"), tabindex: "-1" });
  const elsewhere = h("input", { type: "checkbox", id: "people-window" });
  const search = h("input", {
    type: "search",
    role: "combobox",
    class: "field",
    placeholder: t("person.search"),
    "aria-label": t("person.search"),
    "aria-controls": "people-list",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    autocomplete: "off",
    oninput: () => fill(),
    onkeydown: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && found.length > 0) {
        event.preventDefault();
        active = (active + step + found.length) % found.length;
        mark();
      } else if (event.key === "Enter" && found[active]) {
        event.preventDefault();
        choose(found[active]);
      }
    },
  });

  function fill() {
    found = findPeople(search.value).slice(0, shown);
    active = 0;
    list.replaceChildren(
      ...found.map((person, i) =>
        h(
          "li",
          { role: "option", id: `people-${i}`, onclick: () => choose(person) },
          avatar(person, 32),
          h("span", { class: "two-lines" }, h("strong", {}, person.name), h("small", {}, `${person.jobTitle} · ${person.department}`)),
        ),
      ),
    );
    if (found.length === 0) list.append(h("li", { role: "option", "aria-disabled": "true", class: "none" }, t("person.none")));
    announce(t("person.found", { count: found.length }));
    mark();
  }

  function mark() {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active && found.length > 0)));
    list.children[active]?.scrollIntoView({ block: "nearest" });
    search.setAttribute("aria-activedescendant", found.length > 0 ? `people-${active}` : "");
  }

  function choose(person) {
    dialog.close();
    // Another person starts at the front of the same app: chat and plan belong to the one before.
    const change = { person: person.alias, chat: "", plan: "", sub: "" };
    if (elsewhere.checked) window.open(address(change), "_blank", "popup=no");
    else go(change);
  }

  dialog.append(search, list, h("label", { class: "check" }, elsewhere, t("person.window")));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    document.querySelector('[data-key="person"]')?.focus();
  });
  document.body.append(dialog);
  const box = button.getBoundingClientRect();
  dialog.style.setProperty("--right", `${Math.max(8, innerWidth - box.right)}px`);
  dialog.style.setProperty("--top", `${box.bottom + 4}px`);
  fill();
  dialog.showModal();
  search.focus();
}
