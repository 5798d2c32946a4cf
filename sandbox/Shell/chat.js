// Conversations of the person; cards are answered as Teams does: Action.Execute goes to the bot as a signed invoke.
import { drawCard, markdown } from "./cards.js";
import { channelFor } from "./channel.js";
import { announce, appMark, avatar, h, icon, redraw } from "./dom.js";
import { address, go } from "./state.js";
import { t, time } from "./texts.js";
import { readDeepLink, toast } from "./workspace.js";

const cardType = "application/vnd.microsoft.card.adaptive";
const pause = 1000;

export function chatApp(stage, initial, person) {
  const channel = channelFor(person);
  let state = initial;
  let conversations = [];
  let messages = [];
  let drawn = "";
  let drawnList = "";
  let timer;
  let stopped = false;

  /** What only this person sees of a card (answers to a refresh), until the message itself changes. */
  const views = new Map();
  const refreshed = new Set();

  const current = () => conversations.find((each) => each.id === state.chat) ?? conversations[0];

  function start() {
    stage.replaceChildren(
      h("div", { class: "chat" }, h("nav", { class: "side" }), h("section", { class: "talk" }, h("header", { class: "talk-head" }), h("div", { class: "messages", role: "log", tabindex: "0" }), compose())),
    );
    round();
  }

  async function round() {
    clearTimeout(timer);
    try {
      if (!document.hidden) await load();
      stage.querySelector(".chat > .problem")?.remove();
    } catch {
      if (!stopped && !stage.querySelector(".chat > .problem")) stage.querySelector(".chat")?.prepend(h("p", { class: "problem", role: "alert" }, t("shell.failed")));
    }
    if (!stopped) timer = setTimeout(round, pause);
  }

  async function load() {
    const next = await channel.conversations();
    if (stopped) return;
    conversations = next;
    drawList();
    const talk = current();
    const before = messages;
    messages = talk ? await channel.messages(talk.id) : [];
    if (stopped || talk?.id !== current()?.id) return;
    for (const message of messages) {
      const old = before.find((each) => each.id === message.id);
      if (old && old.revision !== message.revision) views.delete(message.id);
      if (!old && before.length > 0 && message.fromBot) announce(t("chat.new", { name: message.fromName }));
    }
    drawMessages();
    for (const message of messages) refreshCard(talk, message);
  }

  const sign = (talk) => (talk.kind === "personal" ? appMark() : avatar({ id: talk.id, name: talk.name }, 32));

  function drawList() {
    const picture = JSON.stringify([conversations, current()?.id, state.lang]);
    if (picture === drawnList) return;
    drawnList = picture;
    const side = stage.querySelector(".side");
    side.setAttribute("aria-label", t("chat.list"));
    redraw(
      side,
      h("h1", {}, t("app.chat")),
      conversations.length === 0
        ? h("p", { class: "empty" }, t("chat.none"))
        : h("ul", {}, conversations.map((talk) =>
            h("li", {}, h(
              "a",
              {
                href: address({ chat: talk.id }),
                "aria-current": talk.id === current()?.id ? "page" : undefined,
                dataset: { key: `chat-${talk.id}` },
                onclick: (event) => {
                  event.preventDefault();
                  go({ chat: talk.id });
                },
              },
              sign(talk),
              h("span", { class: "two-lines" }, h("strong", {}, talk.name), h("small", {}, talk.kind === "personal" ? t("chat.bot") : "")),
            )))),
    );
    const head = stage.querySelector(".talk-head");
    const talk = current();
    head.replaceChildren(...(talk ? [sign(talk), h("h2", {}, talk.name)] : []));
    const field = stage.querySelector(".compose textarea");
    field.setAttribute("aria-label", t("chat.write"));
    field.placeholder = t("chat.write");
    stage.querySelector(".compose button").setAttribute("aria-label", t("chat.send"));
    stage.querySelector(".messages").setAttribute("aria-label", talk ? t("chat.with", { name: talk.name }) : t("chat.messages"));
  }

  /** Each message stays in place as long as it does not change: a card that is being filled in is not taken away. */
  function drawMessages() {
    const picture = JSON.stringify([current()?.id, messages.map((each) => [each.id, each.revision, views.has(each.id)]), state.lang, state.theme]);
    if (picture === drawn) return;
    const switched = !drawn.startsWith(JSON.stringify([current()?.id]).slice(0, -1));
    drawn = picture;
    const log = stage.querySelector(".messages");
    const atEnd = switched || log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    const kept = new Map(switched ? [] : [...log.children].map((each) => [each.dataset.version, each]));
    const items = messages.map((message) => {
      const version = `${message.id}|${message.revision}|${views.get(message.id)?.at ?? ""}|${state.lang}|${state.theme}`;
      return kept.get(version) ?? draw(message, version);
    });
    log.replaceChildren(...(items.length > 0 ? items : [h("p", { class: "empty" }, t("chat.empty"))]));
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  function draw(message, version) {
    const mine = !message.fromBot && message.fromId === person.id;
    const view = views.get(message.id);
    const card = message.attachments?.find((each) => each.contentType === cardType)?.content;
    return h(
      "article",
      { class: `message${mine ? " mine" : ""}`, dataset: { version, message: message.id }, "aria-label": `${message.fromName}, ${time(message.at)}` },
      !mine && (message.fromBot ? appMark() : avatar({ id: message.fromId, name: message.fromName }, 32)),
      h(
        "div",
        { class: "bubble" },
        h("p", { class: "by" }, h("strong", {}, message.fromName), h("time", { datetime: message.at }, time(message.at)), message.edited && h("span", {}, t("chat.edited"))),
        message.text && text(message),
        card && (view?.card ? cardOf(message, view.card) : cardOf(message, card)),
        view?.notice && h("p", { class: view.failed ? "problem" : "notice", role: "status" }, view.notice),
      ),
    );
  }

  function text(message) {
    const place = h("div", { class: "text" });
    if (message.textFormat === "plain") place.textContent = message.text;
    else place.innerHTML = markdown(message.text);
    return place;
  }

  function cardOf(message, card) {
    return h(
      "div",
      { class: "card" },
      drawCard(card, state.theme, {
        language: state.lang,
        label: t("chat.card", { name: message.fromName }),
        onExecute: (action) => answer(message, action, "manual"),
        onSubmit: (value) => channel.submit(current().id, message.id, value).then(round, failed),
        onLink: (url) => {
          const inside = readDeepLink(url);
          if (inside) go(inside);
          else window.open(url, "_blank", "noreferrer");
        },
      }),
    );
  }

  async function answer(message, action, trigger) {
    const place = stage.querySelector(`[data-message="${CSS.escape(message.id)}"]`);
    place?.setAttribute("aria-busy", "true");
    try {
      show(message, await channel.execute(current().id, message.id, action, trigger), trigger);
    } catch (problem) {
      if (trigger === "manual") show(message, { statusCode: 500, value: { message: problem.message } }, trigger);
    } finally {
      place?.removeAttribute("aria-busy");
    }
  }

  /** What Teams does with the bot's answer to an action: another card for this person, a text, or a failure. */
  function show(message, response, trigger) {
    const at = Date.now();
    const before = views.get(message.id);
    if (response.type === cardType) views.set(message.id, { at, card: response.value });
    else if (response.type === "application/vnd.microsoft.activity.message") views.set(message.id, { ...before, at, notice: String(response.value), failed: false });
    else if ((response.statusCode ?? 200) >= 400) {
      if (trigger === "automatic") return;
      views.set(message.id, { ...before, at, notice: t("chat.actionFailed", { reason: response.value?.message ?? response.statusCode }), failed: true });
    }
    drawn = "";
    drawMessages();
    if (trigger === "manual") {
      const drawnMessage = stage.querySelector(`[data-message="${CSS.escape(message.id)}"] .bubble`);
      drawnMessage?.setAttribute("tabindex", "-1");
      drawnMessage?.focus({ preventScroll: true });
    }
  }

  /** Cards ask for the viewer's own version when they name the viewer; once per state of the message. */
  function refreshCard(talk, message) {
    const refresh = message.attachments?.find((each) => each.contentType === cardType)?.content?.refresh;
    const key = `${message.id}|${message.revision}`;
    if (!refresh?.action || refreshed.has(key)) return;
    if (refresh.userIds ? !refresh.userIds.includes(talk.me) : talk.kind !== "personal") return;
    refreshed.add(key);
    const { verb, data = {}, id, title } = refresh.action;
    answer(message, { type: "Action.Execute", id, title, verb, data }, "automatic");
  }

  function failed() {
    toast(t("chat.failed"));
  }

  function compose() {
    const field = h("textarea", {
      class: "field",
      rows: 1,
      "aria-label": t("chat.write"),
      placeholder: t("chat.write"),
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      },
    });
    const form = h(
      "form",
      {
        class: "compose",
        onsubmit: async (event) => {
          event.preventDefault();
          const words = field.value.trim();
          if (!words || !current()) return;
          field.value = "";
          try {
            await channel.send(current().id, words);
          } catch {
            field.value = words;
            return failed();
          }
          await round();
        },
      },
      field,
      h("button", { type: "submit", class: "quiet", "aria-label": t("chat.send") }, icon("send")),
    );
    return form;
  }

  start();
  return {
    update(next) {
      const moved = next.chat !== state.chat;
      state = next;
      drawList();
      if (moved) messages = [];
      drawMessages();
      if (moved) round();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
